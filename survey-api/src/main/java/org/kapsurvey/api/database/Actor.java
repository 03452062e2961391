package org.kapsurvey.api.database;

import org.jspecify.annotations.Nullable;

/**
 * Who does what this thread is doing, for the audit. It belongs to the thread and is no argument of every store, so that no
 * change can be written down without it.
 */
public final class Actor {
    /** Commands and the service's own work have nobody who logged in. */
    private static final String NOBODY = "local";

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private Actor() {}

    /** The id of the account whose request this thread answers, or {@code local}. */
    static String current() {
        String actor = CURRENT.get();
        return actor == null ? NOBODY : actor;
    }

    /** From now on this thread does what the account of that id wants. */
    public static void set(String account) {
        CURRENT.set(account);
    }

    public static void forget() {
        CURRENT.remove();
    }
}
