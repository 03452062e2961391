package org.kapsurvey.api.cli;

import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./kap user enable NAME}. */
@Command(name = "enable", description = "Lets a disabled account log in again.", mixinStandardHelpOptions = true)
final class UserEnableCommand extends DatabaseCommand {
    @Parameters(paramLabel = "NAME", description = "Login name.")
    private String name = "";

    @Override
    int run() {
        try (CommandDatabase opened = open()) {
            new AccountStore(opened.database()).enable(name, "command");
            say("Account " + name + " can log in.");
        }
        return 0;
    }
}
