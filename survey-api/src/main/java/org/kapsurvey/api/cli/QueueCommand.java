package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap queue …}: what waits on a device and was carried here in a file. */
@Command(
        name = "queue",
        description = "Takes in what a device wrote to a file because it could not send it.",
        mixinStandardHelpOptions = true,
        subcommands = {QueueImportCommand.class})
final class QueueCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
