package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap round}: survey rounds. */
@Command(
        name = "round",
        description = "Opens, lists and locks survey rounds, and takes registered units and their returns into them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RoundOpenCommand.class,
            RoundListCommand.class,
            RoundUnitsCommand.class,
            RoundReturnsCommand.class,
            RoundLockCommand.class
        })
final class RoundCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
