package org.kapsurvey.api.account;

import io.javalin.security.RouteRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who may use a route. It stands beside the route in {@code App}; a service with a route that has none, or several, does not
 * start. An administrator may do everything.
 */
public enum Policy implements RouteRole {
    /** Whoever reaches the service, logged in or not: forms and the files of pages, which hold no answer and no name. */
    ANYONE(),

    /** Whoever is logged in. */
    ANY_ACCOUNT(Role.SURVEYOR, Role.SUPERVISOR, Role.STATISTICIAN, Role.MANAGER),

    /** Interviews and visits come in. */
    FIELD_WORK(Role.SURVEYOR, Role.SUPERVISOR),

    /** What came in is decided upon. */
    REVIEW(Role.SUPERVISOR),

    /** Who was selected, and what came of it. */
    SELECTED(Role.SUPERVISOR, Role.STATISTICIAN),

    /** What people at a desk look things up in: plans, frames, institutions, response rates. */
    DESK(Role.SUPERVISOR, Role.STATISTICIAN, Role.MANAGER),

    /** Indicators and their verdicts. */
    RESULTS(Role.STATISTICIAN, Role.MANAGER),

    /** Forms, frames, samples, registers and analyses are made. */
    STATISTICS(Role.STATISTICIAN),

    /** Rounds are opened and locked. */
    ROUNDS(Role.MANAGER),

    /** Accounts are made and changed: by administrators who are bound to no area, or one of a commune could make one of everything. */
    ACCOUNTS();

    // An unmodifiable set, which its type does not say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Role> roles;

    Policy(Role... others) {
        Set<Role> all = EnumSet.of(Role.ADMINISTRATOR, others);
        roles = Collections.unmodifiableSet(all);
    }

    /** For instance {@code field-work}, as in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether that account may. */
    boolean allows(Account account) {
        return allows(account.role()) && (this != ACCOUNTS || account.areas().isEmpty());
    }

    /** Whether somebody of that role may who is bound to no area. */
    public boolean allows(Role role) {
        return this == ANYONE || roles.contains(role);
    }
}
