package org.kapsurvey.api.institution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.institution.InstitutionJob;
import org.kapsurvey.analysis.institution.InstitutionResult;
import org.kapsurvey.analysis.io.InstitutionRun;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * A survey of institutions, read and counted, ready to be kept.
 *
 * @param result what the files tell
 * @param read the files that were read, the job first
 * @param told the files that say what came of it
 */
public record InstitutionImport(InstitutionResult result, Map<String, byte[]> read, Map<String, String> told) {
    /** The name under which the job is kept. */
    static final String JOB = "job.json";

    /** The job that was read. */
    public InstitutionJob job() {
        return result.job();
    }

    /**
     * Reads a job where it lies.
     *
     * @throws FaultsException with every fault of the job and the files that it names
     */
    public static InstitutionImport of(Path job) throws IOException {
        InstitutionRun.Told told = InstitutionRun.tell(job, job.toString());
        checkId(told.result().job(), job.toString());
        Map<String, byte[]> read = new LinkedHashMap<>();
        read.put(JOB, Files.readAllBytes(job));
        for (String name : told.read()) {
            read.putIfAbsent(name, Files.readAllBytes(job.toAbsolutePath().resolveSibling(name)));
        }
        return new InstitutionImport(told.result(), read, told.files());
    }

    /**
     * Reads a job that was sent with the files that it names. They are laid into a folder of their own for as long as that
     * takes: so they are read just as the command reads them.
     *
     * @throws FaultsException with every fault of the job and the files
     */
    static InstitutionImport of(String job, Map<String, byte[]> files) {
        try {
            Path folder = Files.createTempDirectory("kap-institutions");
            try {
                lay(folder, files);
                Path file = Files.writeString(folder.resolve(JOB), job);
                InstitutionRun.Told told = InstitutionRun.tell(file, JOB);
                checkId(told.result().job(), JOB);
                Map<String, byte[]> read = new LinkedHashMap<>();
                read.put(JOB, Files.readAllBytes(file));
                told.read().forEach(name -> read.putIfAbsent(name, files.get(name)));
                return new InstitutionImport(told.result(), read, told.files());
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only plain names: nothing is ever written beside the folder. */
    private static void lay(Path folder, Map<String, byte[]> files) throws IOException {
        Faults faults = new Faults();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = plain(folder, file.getKey());
            if (path == null || file.getKey().equals(JOB)) {
                faults.add(
                        Place.ofFile(file.getKey()),
                        "A file can't be sent under this name.",
                        "Give it a plain name, other than " + JOB + ", and name it so in the job.");
            } else {
                Files.write(path, file.getValue());
            }
        }
        faults.throwIfAny();
    }

    private static @Nullable Path plain(Path folder, String name) {
        try {
            Path path = folder.resolve(name).normalize();
            return folder.equals(path.getParent()) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** The job's name becomes an id in addresses. */
    private static void checkId(InstitutionJob job, String file) {
        if (!job.name().matches("[a-z][a-z0-9_-]{0,39}")) {
            Faults faults = new Faults();
            faults.add(
                    Place.ofFile(file),
                    "The name \"" + job.name() + "\" can't be the id of a stored survey.",
                    "Begin with a small letter, then small letters, digits, - and _, 40 at most.");
            faults.throwIfAny();
        }
    }
}
