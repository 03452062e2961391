package org.kapsurvey.api.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.io.ResultFolder;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.frame.FrameStore;
import org.kapsurvey.api.frame.StoredFrame;
import org.kapsurvey.questionnaire.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap frame export FRAME}. */
@Command(
        name = "export",
        description =
                "Writes an imported sampling frame as files that read the same frame again, and its areas as of a day.",
        mixinStandardHelpOptions = true)
final class FrameExportCommand extends DatabaseCommand {
    @Parameters(paramLabel = "FRAME", description = "Id of the frame.")
    private String id = "";

    @Option(names = "--frame-version", paramLabel = "N", description = "Its version. Default: the last one.")
    private @Nullable Integer version;

    @Option(names = "--date", paramLabel = "DATE", description = "Day of as-of.csv. Default: the frame's own.")
    private @Nullable LocalDate date;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A folder that is new or empty. Default: the frame's id, in the folder where you are.")
    private @Nullable Path out;

    @Override
    int run() throws Exception {
        try (CommandDatabase opened = open()) {
            FrameStore frames = new FrameStore(opened.database());
            StoredFrame frame = version == null ? frames.last(id) : frames.find(id, version);
            FrameHistory history = frames.history(frame.id(), frame.version());
            String asOf = history.asOf(date == null ? frame.date() : date).csv();
            Faults faults = new Faults();
            ResultFolder folder = new ResultFolder(out == null ? Path.of(id) : out, faults);
            folder.check();
            faults.throwIfAny();
            folder.write(partial -> {
                for (Map.Entry<String, String> file : history.files().entrySet()) {
                    Files.writeString(partial.resolve(file.getKey()), file.getValue());
                }
                Files.writeString(partial.resolve("as-of.csv"), asOf);
            });
            say("%s version %d in %s".formatted(frame.id(), frame.version(), out == null ? id : out));
        }
        return 0;
    }
}
