package org.kapsurvey.api.cli;

import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./kap user password NAME}. */
@Command(
        name = "password",
        description = "Gives an account a new password, read from the console or the standard input; its sessions end.",
        mixinStandardHelpOptions = true)
final class UserPasswordCommand extends DatabaseCommand {
    @Parameters(paramLabel = "NAME", description = "Login name.")
    private String name = "";

    @Mixin
    private NewPassword password = new NewPassword();

    @Override
    int run() throws Exception {
        NewPassword.Given given = password.ask();
        try (CommandDatabase opened = open()) {
            new AccountStore(opened.database()).password(name, given.password(), "command");
            say("Account " + name + " has its new password." + NewPassword.shown(given));
        }
        return 0;
    }
}
