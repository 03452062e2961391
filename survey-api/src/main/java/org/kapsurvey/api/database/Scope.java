package org.kapsurvey.api.database;

import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/**
 * Which rows the thread's {@link Actor} may read, as a condition of every query. The database holds the same by policies of its
 * own; what a scope is says the migration that made it, {@code V013__areas.sql}.
 */
public final class Scope {
    /** Told apart first, because the planner takes what follows for a comparison that hardly a row passes. */
    private static final String ALL = "((select '*' = any (asked_scope())) or ";

    private Scope() {}

    /** Rows of a table, under its own name in the query, that have a column {@code scope}. */
    public static Condition of(Table<?> table) {
        return DSL.condition(
                ALL + "{0} && (select asked_scope()))",
                DSL.field(DSL.name(table.getName(), "scope"), SQLDataType.VARCHAR.array()));
    }

    /** Versions of surveys of institutions, by {@code survey_id} and {@code version} of a table that has them. */
    public static Condition ofSurveys(Table<?> table) {
        return DSL.condition(
                ALL + "scope_of_survey({0}, {1}) && (select asked_scope()))",
                DSL.field(DSL.name(table.getName(), "survey_id")),
                DSL.field(DSL.name(table.getName(), "version")));
    }

    /** Whether the whole of a round may be read; inside a transaction of the caller's. */
    public static boolean isWhole(DSLContext tables, String round) {
        return Objects.requireNonNull(tables.select(DSL.field("sees_round({0})", Boolean.class, DSL.val(round)))
                .fetchSingle()
                .value1());
    }

    /**
     * Refuses what is made of, or for, the whole of a round where only a part of it may be read: a number on a part would look like one on
     * all. Inside a transaction of the caller's, of a round that there is.
     *
     * @throws org.kapsurvey.api.problem.ProblemException 403.4
     */
    public static void requireWhole(DSLContext tables, String round) {
        if (!isWhole(tables, round)) {
            throw Problems.OUTSIDE_AREAS.exception(Details.of("round", round));
        }
    }
}
