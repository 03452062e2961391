package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** A folder of jobs and their data, run as {@code ./kap analyse} runs them. */
final class JobFolder {
    private final Path folder;
    private int runs;

    JobFolder(Path folder) {
        this.folder = folder;
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** Runs a job that must succeed. */
    void run(String job) throws IOException {
        runs++;
        write("job.json", job);
        AnalyseRun.run(folder.resolve("job.json"), out(), stage -> {});
    }

    private Path out() {
        return folder.resolve("out" + runs);
    }

    List<Map<String, String>> rows(String file) throws IOException {
        return CsvRows.of(out().resolve(file));
    }

    String text(String file) throws IOException {
        return Files.readString(out().resolve(file));
    }

    /** The faults of a job that must be refused with nothing written. */
    List<String> faults(String job) {
        Path out = folder.resolve("refused");
        try {
            write("job.json", job);
            AnalyseRun.run(folder.resolve("job.json"), out, stage -> {});
        } catch (FaultsException e) {
            if (Files.exists(out)) {
                throw new AssertionError("A refused job left " + out);
            }
            return e.faults().stream()
                    .map(Fault::toString)
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("The job was not refused: " + job);
    }
}
