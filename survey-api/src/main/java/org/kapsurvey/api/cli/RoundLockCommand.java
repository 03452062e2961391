package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.round.RoundStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap round lock ROUND}. */
@Command(
        name = "lock",
        description =
                "Ends field work and review of a round for good: what estimates are made from can't change any more."
                        + " Interviews that come later are kept in quarantine.",
        mixinStandardHelpOptions = true)
final class RoundLockCommand extends DatabaseCommand {
    @Parameters(paramLabel = "ROUND", description = "Id of the round.")
    private String round = "";

    @Option(
            names = "--with-undecided",
            description = "Lock it although interviews are neither approved nor rejected; they stay so.")
    private boolean withUndecided;

    @Override
    int run() throws Exception {
        try (CommandDatabase opened = open()) {
            boolean fresh = new RoundStore(opened.database()).lock(round, withUndecided);
            say("Round %s is locked%s".formatted(round, fresh ? "" : " (was locked already)"));
        }
        return 0;
    }
}
