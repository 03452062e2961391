package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap visits …}: visits to the persons of a round. */
@Command(
        name = "visits",
        description = "Keeps what came of visits to the persons selected for a round.",
        mixinStandardHelpOptions = true,
        subcommands = VisitsImportCommand.class)
final class VisitsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
