package org.kapsurvey.api.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.account.AccountRefusedException.Refusal;

/** Which accounts are taken; the database holds the same once more. */
final class AccountRule {
    private AccountRule() {}

    /**
     * Refuses what can't be an account.
     *
     * @param password null where it stays as it is
     * @throws AccountRefusedException with all that is wrong
     */
    static void check(String loginName, String displayName, Role role, List<String> areas, @Nullable String password) {
        List<Refusal> refusals = new ArrayList<>();
        if (!loginName.matches("[a-z][a-z0-9._-]{1,39}")) {
            refusals.add(new Refusal(
                    "login",
                    "A login name must begin with a small letter and have 2 to 40 small letters"
                            + " without accents, digits, dots, - or _, for instance lan.nt.",
                    ""));
        }
        if (displayName.isBlank() || displayName.length() > 100) {
            refusals.add(new Refusal("name", "The name that others read must have 1 to 100 characters.", ""));
        }
        if (areas.isEmpty() && !role.mayHaveNoArea()) {
            refusals.add(new Refusal(
                    "areas", "A " + role.text() + " needs the code of at least one province or commune.", ""));
        }
        for (String area : areas) {
            if (!area.matches("[0-9]{2}|[0-9]{5}")) {
                refusals.add(new Refusal(
                        "areas",
                        "An area must be the code of a province (2 digits) or a commune (5 digits), found \"" + area
                                + "\".",
                        ""));
            }
        }
        if (password != null) {
            PasswordRule.fault(password, role, loginName, displayName).ifPresent(refusals::add);
        }
        if (!refusals.isEmpty()) {
            throw new AccountRefusedException(refusals);
        }
    }
}
