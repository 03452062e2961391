package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.frame.FrameTotals;
import org.kapsurvey.analysis.io.FrameFiles;
import picocli.CommandLine.Option;

/** A frame on the command line: its mapping and where the files lie that it names. */
final class FrameInput {
    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "Folder of the files that frame.json names. Default: its own folder.")
    private @Nullable Path files;

    /** Reads the frame; its faults and warnings go to {@code error}. */
    Optional<FrameHistory> read(Path mapping, PrintWriter error) throws IOException {
        FrameFiles.Outcome outcome;
        if (files == null || !Files.isRegularFile(mapping)) {
            outcome = FrameFiles.read(mapping);
        } else {
            String text = new String(Files.readAllBytes(mapping), StandardCharsets.UTF_8);
            Path folder = files;
            outcome = FrameFiles.read(mapping.toString(), text, name -> Files.readAllBytes(folder.resolve(name)));
        }
        outcome.faults().forEach(fault -> error.println(fault.english()));
        outcome.warnings().forEach(warning -> error.println("warning: " + warning.english()));
        if (!outcome.faults().isEmpty()) {
            error.println(
                    outcome.faults().size() == 1 ? "1 fault." : outcome.faults().size() + " faults.");
        }
        error.flush();
        return outcome.history();
    }

    /** What a frame holds as of a day, a line for each type of area in each province. */
    static void print(FrameHistory history, LocalDate day, PrintWriter out) {
        Frame frame = history.asOf(day);
        out.printf(
                "%s as of %s: %d areas, hash %s%n",
                history.id(), day, frame.areas().size(), frame.hash());
        FrameTotals totals = FrameTotals.of(frame);
        for (FrameTotals.TypeTotal total : totals.types()) {
            out.printf(
                    "  %s %s%s: %d, population %d (%d to %d)%n",
                    total.province()
                            .map(area -> area.code() + " " + area.name())
                            .orElse("-"),
                    total.level().word(),
                    total.type().isEmpty() ? "" : " " + total.type(),
                    total.areas(),
                    total.population(),
                    total.smallest(),
                    total.largest());
        }
        for (FrameTotals.FlagTotal total : totals.flags()) {
            out.printf(
                    "  flag %s, %s: %d, population %d%n",
                    total.flag(), total.level().word(), total.areas(), total.population());
        }
        out.flush();
    }
}
