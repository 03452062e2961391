package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.frame.FrameStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./kap frame import FILE}. */
@Command(
        name = "import",
        description =
                "Keeps a sampling frame in the database as its next version; the same frame again changes nothing.",
        mixinStandardHelpOptions = true)
final class FrameImportCommand extends DatabaseCommand {
    @Mixin
    private FrameInput input = new FrameInput();

    @Parameters(paramLabel = "FILE", description = "Mapping of a frame (frame.json).")
    private Path mapping = Path.of("frame.json");

    @Override
    int run() throws Exception {
        Optional<FrameHistory> history = input.read(mapping, "en", error());
        if (history.isEmpty()) {
            return 2;
        }
        try (CommandDatabase opened = open()) {
            FrameStore.Imported imported = new FrameStore(opened.database()).add(history.get());
            say("%s version %d, %d areas, hash %s%s"
                    .formatted(
                            imported.frame().id(),
                            imported.frame().version(),
                            imported.frame().areas(),
                            imported.frame().hash(),
                            imported.fresh() ? "" : " (was there already)"));
        }
        return 0;
    }
}
