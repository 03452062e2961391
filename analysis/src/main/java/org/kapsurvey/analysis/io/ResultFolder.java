package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * The folder that the results of a job, or an export, are written into. The files are made in a folder beside it, which takes its place only
 * when all of them are whole; after a fault nothing is left behind.
 */
public final class ResultFolder {
    private final Path out;
    private final Faults faults;

    /** Makes the files in a folder that exists already. */
    @FunctionalInterface
    public interface Content {
        void into(Path folder) throws IOException;
    }

    public ResultFolder(Path out, Faults faults) {
        this.out = out.toAbsolutePath().normalize();
        this.faults = faults;
    }

    /** Adds a fault if the folder is neither new nor empty. */
    public void check() throws IOException {
        Place place = Place.ofFile(out.toString());
        if (Files.isDirectory(out)) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(out)) {
                if (content.iterator().hasNext()) {
                    faults.add(place, "The output folder is not empty.", "Name a new or an empty folder.");
                }
            }
        } else if (Files.exists(out)) {
            faults.add(place, "The output folder is a file.", "Name a new or an empty folder.");
        }
    }

    /**
     * Writes the files, by their names, and {@code timing.json}.
     *
     * @throws FaultsException if the folder can't be written, and with all faults found before
     */
    public void write(Map<String, String> files, Timing timing) throws IOException {
        write(partial -> {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(partial.resolve(file.getKey()), file.getValue());
            }
            timing.lap("write");
            Files.writeString(partial.resolve("timing.json"), timing.json());
        });
    }

    /**
     * Writes what the content makes.
     *
     * @throws FaultsException if the folder can't be written, and with all faults found before
     */
    public void write(Content content) throws IOException {
        Path parent = out.getParent();
        if (parent == null) {
            throw new FaultsException(List.of(
                    new Fault(Place.ofFile(out.toString()), "The output folder is the root.", "Name a new folder.")));
        }
        Path partial = null;
        try {
            Files.createDirectories(parent);
            partial = Files.createDirectory(parent.resolve("." + out.getFileName() + "-" + UUID.randomUUID()));
            content.into(partial);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
            partial = null;
        } catch (AccessDeniedException e) {
            faults.add(Place.ofFile(out.toString()), "The output folder can't be written.", "Name another folder.");
        } catch (FileSystemException e) {
            faults.add(
                    Place.ofFile(out.toString()),
                    "The output folder can't be written" + (e.getReason() == null ? "" : ": " + e.getReason()) + ".",
                    "Name another folder, or make room.");
        } finally {
            if (partial != null) {
                remove(partial);
            }
        }
        faults.throwIfAny();
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
