package org.kapsurvey.api.cli;

import java.util.concurrent.Callable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.frame.FrameStore;
import org.kapsurvey.api.frame.StoredFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap frame list}. */
@Command(
        name = "list",
        description = "Lists the imported sampling frames, the newest first.",
        mixinStandardHelpOptions = true)
final class FrameListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            try (CommandDatabase opened = database.open()) {
                for (StoredFrame frame : new FrameStore(opened.database()).list()) {
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "%s version %d as of %s, %d areas, imported %s, hash %s%n",
                                    frame.id(),
                                    frame.version(),
                                    frame.date(),
                                    frame.areas(),
                                    frame.importedAt(),
                                    frame.hash());
                }
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
