package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.JobText;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** A job as a file; paths in it are relative to its folder. */
public record JobFile(Path path, AnalysisJob job, String text) {
    /** The job; nothing, and a fault, if the file can't be read. Faults of the job itself are added too. */
    public static Optional<JobFile> read(Path path, Faults faults) {
        return text(path, "job", faults)
                .flatMap(text ->
                        AnalysisJob.parse(path.toString(), text, faults).map(job -> new JobFile(path, job, text)));
    }

    /**
     * The text of a file of JSON; nothing, and a fault, if it can't be read.
     *
     * @param what it is, in a word
     */
    static Optional<String> text(Path path, String what, Faults faults) {
        Place place = Place.ofFile(path.toString());
        try {
            byte[] bytes = Files.readAllBytes(path);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            faults.add(place, "The " + what + " is not there.", "Give the path of a file.");
        } catch (CharacterCodingException e) {
            faults.add(place, "The " + what + " is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            faults.add(place, "The " + what + " can't be read.", "Check that it is a file that you may read.");
        }
        return Optional.empty();
    }

    /** SHA-256 of the file's bytes. */
    public String hash() {
        return JobText.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The path of a file that the job names; nothing, and a fault, if it is no path. */
    public Optional<Path> resolve(JsonText file, Faults faults) {
        if (file.value().isEmpty()) {
            faults.add(file.place(), "The name of the file is empty.", "Give a path from the job's folder.");
            return Optional.empty();
        }
        try {
            return Optional.of(path.toAbsolutePath().resolveSibling(file.value()));
        } catch (InvalidPathException e) {
            faults.add(file.place(), "\"" + file.value() + "\" is no path.", "Give a path from the job's folder.");
            return Optional.empty();
        }
    }
}
