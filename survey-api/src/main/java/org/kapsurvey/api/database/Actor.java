package org.kapsurvey.api.database;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who does what this thread is doing: for the audit, and for which rows its transactions read. It belongs to the thread and is
 * no argument of every store, so that nothing can be changed or read without it.
 *
 * @param name the id of an account, {@code local} or {@code nobody}
 * @param account the id where it is one, else empty
 * @param areas codes of provinces and communes that an account is bound to, parted by blanks; empty where none
 * @param scope what the rows that are read have one of: {@code *} is had by all; empty for none
 */
public record Actor(String name, String account, String areas, String scope) {
    private static final String ALL = "*";

    /** Commands and the service's own work, such as the queue of jobs: they have nobody who logged in, and read everything. */
    private static final Actor LOCAL = new Actor("local", "", "", ALL);

    /** A request of whoever is not known, or not yet. */
    private static final Actor NOBODY = new Actor("nobody", "", "", "");

    private static final ThreadLocal<Actor> CURRENT = ThreadLocal.withInitial(() -> LOCAL);

    /** Whose request this thread answers; {@code local} where it answers none. */
    static Actor current() {
        return CURRENT.get();
    }

    /**
     * From now on this thread does what an account wants.
     *
     * @param areas those that it is bound to
     * @param all whether it reads everything where it has no area
     */
    public static void set(String account, List<String> areas, boolean all) {
        CURRENT.set(new Actor(
                account,
                account,
                String.join(" ", areas),
                areas.isEmpty() && all
                        ? ALL
                        : Stream.concat(Stream.of(account), areas.stream()).collect(Collectors.joining(" "))));
    }

    /** From now on this thread answers a request of which nobody knows whose it is. */
    public static void nobody() {
        CURRENT.set(NOBODY);
    }

    /** The same who sees all rows, for what must hold whatever they see. */
    Actor seeingAll() {
        return new Actor(name, account, areas, ALL);
    }
}
