package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap keys …}: the keys that devices seal finished interviews for, also while a service runs. */
@Command(
        name = "keys",
        description = "Lists the keys that devices seal finished interviews for, and makes a new one.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysListCommand.class, KeysRotateCommand.class})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
