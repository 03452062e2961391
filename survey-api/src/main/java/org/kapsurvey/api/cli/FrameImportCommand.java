package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.frame.FrameStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap frame import FILE}. */
@Command(
        name = "import",
        description =
                "Keeps a sampling frame in the database as its next version; the same frame again changes nothing.",
        mixinStandardHelpOptions = true)
final class FrameImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FrameInput input = new FrameInput();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "Mapping of a frame (frame.json).")
    private Path mapping = Path.of("frame.json");

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            Optional<FrameHistory> history =
                    input.read(mapping, spec.commandLine().getErr());
            if (history.isEmpty()) {
                return 2;
            }
            try (CommandDatabase opened = database.open()) {
                FrameStore.Imported imported = new FrameStore(opened.database()).add(history.get());
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s version %d, %d areas, hash %s%s%n",
                                imported.frame().id(),
                                imported.frame().version(),
                                imported.frame().areas(),
                                imported.frame().hash(),
                                imported.fresh() ? "" : " (was there already)");
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
