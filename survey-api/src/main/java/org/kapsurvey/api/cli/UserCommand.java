package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap user …}: the accounts, also while a service runs. */
@Command(
        name = "user",
        description = "Adds accounts, lists them, gives them new passwords, disables and enables them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UserAddCommand.class,
            UserListCommand.class,
            UserPasswordCommand.class,
            UserDisableCommand.class,
            UserEnableCommand.class
        })
final class UserCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
