package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.frame.Findings;
import org.kapsurvey.analysis.frame.FrameAssembly;
import org.kapsurvey.analysis.frame.FrameFinding;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.frame.FrameMapping;
import org.kapsurvey.analysis.frame.FrameMapping.TableSource;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/** Reads a frame: its mapping {@code frame.json} and the CSV and XLSX files that it names. */
public final class FrameFiles {
    private FrameFiles() {}

    /**
     * What came of reading a frame.
     *
     * @param history there if there are no faults
     */
    public record Outcome(Optional<FrameHistory> history, List<Finding> faults, List<Finding> warnings) {
        public Outcome {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }

        /** The frame; its faults, in English, as an exception if it has any. */
        public FrameHistory orThrow() {
            return history.orElseThrow(() ->
                    new FaultsException(faults.stream().map(Finding::english).toList()));
        }
    }

    /** Gives the bytes of a file by the name that the mapping calls it. */
    @FunctionalInterface
    public interface Source {
        /** The bytes; a {@link NoSuchFileException} if there is no such file. */
        byte[] bytes(String name) throws IOException;
    }

    /** Reads the frame of a mapping; files are named from its folder. */
    public static Outcome read(Path mapping) {
        String text;
        try {
            text = Files.readString(mapping);
        } catch (IOException e) {
            Fault fault = e instanceof NoSuchFileException
                    ? new Fault(Place.ofFile(mapping.toString()), "The file is not there.", "Check the name.")
                    : new Fault(
                            Place.ofFile(mapping.toString()),
                            "The file can't be read as UTF-8.",
                            "Check its rights, and save it as UTF-8.");
            return new Outcome(Optional.empty(), List.of(Finding.of(fault)), List.of());
        }
        return read(
                mapping.toString(),
                text,
                name -> Files.readAllBytes(mapping.toAbsolutePath().resolveSibling(name)));
    }

    /**
     * Reads a frame.
     *
     * @param file the name of the mapping that faults carry
     */
    public static Outcome read(String file, String mappingText, Source files) {
        Findings findings = new Findings();
        FrameMapping mapping;
        try {
            mapping = FrameMapping.parse(file, mappingText);
        } catch (FaultsException e) {
            return new Outcome(
                    Optional.empty(), e.faults().stream().map(Finding::of).toList(), List.of());
        }
        Map<String, CellTable> tables = new HashMap<>();
        for (TableSource source : mapping.tables()) {
            table(source, files, findings).ifPresent(table -> tables.put(source.key(), table));
        }
        Optional<FrameHistory> history = FrameAssembly.of(mapping, tables, findings);
        return new Outcome(history, findings.faults(), findings.warnings());
    }

    private static Optional<CellTable> table(TableSource source, Source files, Findings findings) {
        String name = source.file().value();
        String ending = name.toLowerCase(Locale.ROOT);
        if (!ending.endsWith(".csv") && !ending.endsWith(".xlsx")) {
            findings.add(source.file().place(), FrameFinding.FILE_KIND);
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = files.bytes(name);
        } catch (NoSuchFileException | InvalidPathException e) {
            findings.add(Place.ofFile(name), FrameFinding.FILE_ABSENT);
            return Optional.empty();
        } catch (IOException e) {
            findings.add(
                    Place.ofFile(name),
                    FrameFinding.FILE_UNREADABLE,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
        return ending.endsWith(".csv")
                ? CsvCells.read(name, bytes, source.headerLine(), findings)
                : XlsxCells.read(name, bytes, source.sheet(), source.headerLine(), findings);
    }
}
