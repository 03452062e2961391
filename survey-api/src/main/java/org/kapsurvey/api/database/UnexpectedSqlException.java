package org.kapsurvey.api.database;

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
}
