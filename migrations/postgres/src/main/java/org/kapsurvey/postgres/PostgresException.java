package org.kapsurvey.postgres;

/** The server can't be unpacked, started or stopped; the message says what to do, for a person at a terminal. */
public final class PostgresException extends RuntimeException {
    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
