package org.kapsurvey.api.cli;

import java.util.concurrent.Callable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap round list}. */
@Command(name = "list", description = "Lists the survey rounds, the newest first.", mixinStandardHelpOptions = true)
final class RoundListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            try (CommandDatabase opened = database.open()) {
                for (RoundStore.Listed listed : new RoundStore(opened.database()).list()) {
                    Round round = listed.round();
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "%s \"%s\" %d, plan %s, %s %s, %s, %s%s%n",
                                    round.id(),
                                    round.titleVi(),
                                    round.year(),
                                    round.plan(),
                                    round.forms().size() == 1 ? "form" : "forms",
                                    round.formNames(),
                                    listed.sample()
                                            .map(name -> "sample " + name)
                                            .orElse("no sample"),
                                    listed.lockedAt()
                                            .map(when -> "locked " + when)
                                            .orElse("open"),
                                    round.synthetic() ? ", made up" : "");
                }
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
