package org.kapsurvey.api.cli;

import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./kap user disable NAME}. */
@Command(
        name = "disable",
        description = "Lets nobody log in with an account any more; its sessions end. Nothing that it did is lost.",
        mixinStandardHelpOptions = true)
final class UserDisableCommand extends DatabaseCommand {
    @Parameters(paramLabel = "NAME", description = "Login name.")
    private String name = "";

    @Override
    int run() {
        try (CommandDatabase opened = open()) {
            new AccountStore(opened.database()).disable(name, "command");
            say("Account " + name + " can't log in any more.");
        }
        return 0;
    }
}
