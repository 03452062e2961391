package org.kapsurvey.api.database;

import java.sql.SQLException;
import org.kapsurvey.api.problem.Problems;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The one place that says what a SQLSTATE means to a user. It reads the server's fields, never its words. */
final class SqlProblems {
    private SqlProblems() {}

    /** A problem for the states that a request can cause or an operator can cure; the exception itself otherwise. */
    static RuntimeException of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        switch (state) {
            case "KS001" -> {
                return Problems.IMMUTABLE.exception(e);
            }
            case "KS002" -> {
                return Problems.TRANSITION_REFUSED.exception(e);
            }
            case "KS003" -> {
                return Problems.QUARANTINED_NOT_APPROVED.exception(e);
            }
            case "KS004" -> {
                return Problems.ROUND_LOCKED.exception(e);
            }
            case "55P03", "57014", "40001", "40P01" -> {
                // A lock not had in time, a statement cancelled by its limit, or two transactions in each other's way.
                return Problems.BUSY.exception(e);
            }
            default -> {
                return isUnavailable(e)
                        ? Problems.DATABASE_UNAVAILABLE.exception(e)
                        : new UnexpectedSqlException(state, constraint(e), e);
            }
        }
    }

    /** Connection lost (08), out of memory, disk or connections (53), shut down or starting up (57P), I/O error (58). */
    static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.isEmpty()
                // 08004 is refused by the driver, before any user is: asking again is answered the same.
                || (state.startsWith("08") && !state.equals("08004"))
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("58")
                || state.startsWith("XX");
    }

    private static String constraint(SQLException e) {
        if (e instanceof PSQLException known) {
            ServerErrorMessage message = known.getServerErrorMessage();
            if (message != null && message.getConstraint() != null) {
                return message.getConstraint();
            }
        }
        return "";
    }
}
