package org.kapsurvey.api.round;

import org.kapsurvey.analysis.codebook.Table;

/**
 * The rows of one repeat of a form: a row for each row that the persons of a {@link RoundTable}, or the units of a {@link UnitTable},
 * filled in, by their order there.
 *
 * <p>Columns: {@code _selection}, the person or unit; {@code _row.REPEAT}, the number of the row from 1, of the repeats around it first, the
 * outermost before the others; then those of {@link AnswerColumns}.
 */
public record RepeatTable(String form, String repeat, Table table) {}
