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
import org.kapsurvey.questionnaire.value.Days;
import picocli.CommandLine.Option;

/** A frame on the command line: its mapping and where the files lie that it names. */
final class FrameInput {
    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "Folder of the files that frame.json names. Default: its own folder.")
    private @Nullable Path files;

    /** Reads the frame; its faults and warnings go to {@code error}. */
    Optional<FrameHistory> read(Path mapping, String language, PrintWriter error) throws IOException {
        boolean vietnamese = language.equals("vi");
        FrameFiles.Outcome outcome;
        if (files == null || !Files.isRegularFile(mapping)) {
            outcome = FrameFiles.read(mapping);
        } else {
            String text = new String(Files.readAllBytes(mapping), StandardCharsets.UTF_8);
            Path folder = files;
            outcome = FrameFiles.read(mapping.toString(), text, name -> Files.readAllBytes(folder.resolve(name)));
        }
        outcome.faults().forEach(fault -> error.println(fault.in(language)));
        outcome.warnings()
                .forEach(warning -> error.println((vietnamese ? "cảnh báo: " : "warning: ") + warning.in(language)));
        if (!outcome.faults().isEmpty()) {
            int faults = outcome.faults().size();
            error.println(vietnamese ? faults + " lỗi." : faults == 1 ? "1 fault." : faults + " faults.");
        }
        error.flush();
        return outcome.history();
    }

    /** What a frame holds as of a day, a line for each type of area in each province. */
    static void print(FrameHistory history, LocalDate day, String language, PrintWriter out) {
        boolean vietnamese = language.equals("vi");
        Frame frame = history.asOf(day);
        out.printf(
                vietnamese ? "%s vào ngày %s: %d địa bàn, mã băm %s%n" : "%s as of %s: %d areas, hash %s%n",
                history.id(),
                vietnamese ? Days.format(Math.toIntExact(day.toEpochDay()), "%d/%m/%Y") : day,
                frame.areas().size(),
                frame.hash());
        FrameTotals totals = FrameTotals.of(frame);
        for (FrameTotals.TypeTotal total : totals.types()) {
            String level = vietnamese && !total.type().isEmpty()
                    ? total.type()
                    : vietnamese
                            ? total.level().in(language)
                            : total.level().word() + (total.type().isEmpty() ? "" : " " + total.type());
            out.printf(
                    vietnamese ? "  %s – %s: %d, dân số %d (%d đến %d)%n" : "  %s %s: %d, population %d (%d to %d)%n",
                    total.province()
                            .map(area -> area.code() + " " + area.name())
                            .orElse("-"),
                    level,
                    total.areas(),
                    total.population(),
                    total.smallest(),
                    total.largest());
        }
        for (FrameTotals.FlagTotal total : totals.flags()) {
            out.printf(
                    vietnamese ? "  dấu %s, %s: %d, dân số %d%n" : "  flag %s, %s: %d, population %d%n",
                    total.flag(),
                    vietnamese ? total.level().in(language) : total.level().word(),
                    total.areas(),
                    total.population());
        }
        out.flush();
    }
}
