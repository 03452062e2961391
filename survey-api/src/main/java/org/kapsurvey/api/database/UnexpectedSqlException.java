package org.kapsurvey.api.database;

import org.jspecify.annotations.Nullable;

/** A fault of ours in a statement; says its SQLSTATE and constraint, not the row. */
public final class UnexpectedSqlException extends RuntimeException {
    private final String state;

    UnexpectedSqlException(String state, String constraint, Throwable cause) {
        super("SQLSTATE " + state + (constraint.isEmpty() ? "" : ", constraint " + constraint), cause);
        this.state = state;
    }

    /** Five characters; see PostgreSQL's appendix A. */
    public String state() {
        return state;
    }

    /** The rest of the sentence "The database at … " where whoever named the database can cure it; null elsewhere. */
    public @Nullable String cure() {
        if (state.startsWith("28")) {
            return "refuses the user or the password. Correct KAP_DATABASE_URL; a sign such as @ or % in a password is"
                    + " written %40, %25.";
        }
        return switch (state) {
            case "08004" ->
                "asks for a password, or for an encryption, that KAP_DATABASE_URL does not give, or has no TLS where"
                        + " sslmode asks for it. Write postgresql://user:password@…, and the sslmode that the server takes.";
            case "3D000" -> "does not exist. Create it, or correct KAP_DATABASE_URL.";
            case "42501" ->
                "does not let its user make tables, or the role kap_service that the service works as. Make the user the owner"
                        + " of the database and its schema public, and let it make roles (alter role … createrole) or"
                        + " make that one for it: create role kap_service nologin; grant kap_service to the user.";
            default -> null;
        };
    }
}
