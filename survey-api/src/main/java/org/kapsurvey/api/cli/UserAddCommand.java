package org.kapsurvey.api.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.account.Account;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap user add NAME --role ROLE}. */
@Command(
        name = "add",
        description = "Adds an account. The password is read from the console or the standard input.",
        mixinStandardHelpOptions = true)
final class UserAddCommand extends DatabaseCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "Login name: 2 to 40 small letters without accents, digits, dots, - or _.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "surveyor, supervisor, statistician, manager or administrator.")
    private String role = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "The name that others read. Default: the login name.")
    private @Nullable String displayName;

    @Option(
            names = "--area",
            paramLabel = "CODE",
            description =
                    "Code of a province (2 digits) or commune (5 digits) that the account works in; may be given several"
                            + " times. A surveyor or supervisor needs one; another who has none works in all.")
    private List<String> areas = new ArrayList<>();

    @Mixin
    private NewPassword password = new NewPassword();

    @Override
    int run() throws Exception {
        Role known = Role.of(role)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--role must be one of " + String.join(", ", Role.TEXTS) + ", found \"" + role + "\"."));
        NewPassword.Given given = password.ask();
        try (CommandDatabase opened = open()) {
            Account account = new AccountStore(opened.database())
                    .add(name, displayName == null ? name : displayName, known, areas, given.password(), "command");
            say("Account " + account.loginName() + " is there, with the role " + known.text() + "."
                    + NewPassword.shown(given));
        }
        return 0;
    }
}
