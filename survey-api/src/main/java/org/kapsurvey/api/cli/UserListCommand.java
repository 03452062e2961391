package org.kapsurvey.api.cli;

import org.kapsurvey.api.account.Account;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;

/** {@code ./kap user list}. */
@Command(
        name = "list",
        description = "Lists the accounts: login name, role, areas, name, whether it is disabled; tab-separated.",
        mixinStandardHelpOptions = true)
final class UserListCommand extends DatabaseCommand {
    @Override
    int run() {
        try (CommandDatabase opened = open()) {
            for (Account account : new AccountStore(opened.database()).list()) {
                say(String.join(
                        "\t",
                        account.loginName(),
                        account.role().text(),
                        account.areas().isEmpty() ? "all" : String.join(" ", account.areas()),
                        account.displayName(),
                        account.disabled() ? "disabled" : ""));
            }
        }
        return 0;
    }
}
