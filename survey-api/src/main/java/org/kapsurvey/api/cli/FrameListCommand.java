package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.frame.FrameStore;
import org.kapsurvey.api.frame.StoredFrame;
import picocli.CommandLine.Command;

/** {@code ./kap frame list}. */
@Command(
        name = "list",
        description = "Lists the imported sampling frames, the newest first.",
        mixinStandardHelpOptions = true)
final class FrameListCommand extends DatabaseCommand {
    @Override
    int run() throws Exception {
        try (CommandDatabase opened = open()) {
            for (StoredFrame frame : new FrameStore(opened.database()).list()) {
                say("%s version %d as of %s, %d areas, imported %s, hash %s"
                        .formatted(
                                frame.id(),
                                frame.version(),
                                frame.date(),
                                frame.areas(),
                                frame.importedAt(),
                                frame.hash()));
            }
        }
        return 0;
    }
}
