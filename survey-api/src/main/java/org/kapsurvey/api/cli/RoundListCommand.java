package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import picocli.CommandLine.Command;

/** {@code ./kap round list}. */
@Command(name = "list", description = "Lists the survey rounds, the newest first.", mixinStandardHelpOptions = true)
final class RoundListCommand extends DatabaseCommand {
    @Override
    int run() throws Exception {
        try (CommandDatabase opened = open()) {
            for (RoundStore.Listed listed : new RoundStore(opened.database()).list()) {
                Round round = listed.round();
                say("%s \"%s\" %d, plan %s, %s %s, %s, %s%s"
                        .formatted(
                                round.id(),
                                round.titleVi(),
                                round.year(),
                                round.plan(),
                                round.forms().size() == 1 ? "form" : "forms",
                                round.formNames(),
                                listed.sample().map(name -> "sample " + name).orElse("no sample"),
                                listed.lockedAt().map(when -> "locked " + when).orElse("open"),
                                round.synthetic() ? ", made up" : ""));
            }
        }
        return 0;
    }
}
