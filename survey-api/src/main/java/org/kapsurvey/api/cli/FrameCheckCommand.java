package org.kapsurvey.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.FrameHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap frame check FILE…}. */
@Command(
        name = "check",
        description = "Lists every fault of sampling frames with its place and remedy, and what they hold.",
        mixinStandardHelpOptions = true)
final class FrameCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FrameInput input = new FrameInput();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Mapping of a frame (frame.json).")
    private List<Path> mappings = List.of();

    @Option(names = "--date", paramLabel = "DATE", description = "Day to look at. Default: the frame's own.")
    private @Nullable LocalDate date;

    @Mixin
    private final PrintedLanguage language = new PrintedLanguage();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::check);
    }

    private int check() throws IOException {
        language.check();
        boolean good = true;
        for (Path mapping : mappings) {
            Optional<FrameHistory> history =
                    input.read(mapping, language.code(), spec.commandLine().getErr());
            if (history.isPresent()) {
                FrameInput.print(
                        history.get(),
                        date == null ? history.get().date() : date,
                        language.code(),
                        spec.commandLine().getOut());
            }
            good &= history.isPresent();
        }
        return good ? 0 : 2;
    }
}
