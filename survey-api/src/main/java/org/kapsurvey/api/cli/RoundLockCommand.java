package org.kapsurvey.api.cli;

import java.util.concurrent.Callable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.round.RoundStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap round lock ROUND}. */
@Command(
        name = "lock",
        description =
                "Ends field work and review of a round for good: what estimates are made from can't change any more."
                        + " Interviews that come later are kept in quarantine.",
        mixinStandardHelpOptions = true)
final class RoundLockCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "ROUND", description = "Id of the round.")
    private String round = "";

    @Option(
            names = "--with-undecided",
            description = "Lock it although interviews are neither approved nor rejected; they stay so.")
    private boolean withUndecided;

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            try (CommandDatabase opened = database.open()) {
                boolean fresh = new RoundStore(opened.database()).lock(round, withUndecided);
                spec.commandLine()
                        .getOut()
                        .printf("Round %s is locked%s%n", round, fresh ? "" : " (was locked already)");
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
