package org.kapsurvey.questionnaire.interview;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Level;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.value.Value;

/** The interview outside repeats, or one row of a repeat: its answers, and what the form's logic made of them. */
final class FormRow {
    final Level level;
    final @Nullable FormRow parent;
    final Answers answers;
    /** In the order of the level's items. */
    final Cell[] cells;
    /** From 0. */
    int position;

    FormRow(Level level, @Nullable FormRow parent, int position, Answers answers) {
        this.level = level;
        this.parent = parent;
        this.position = position;
        this.answers = answers;
        cells = new Cell[level.items().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    /** The row of a level that this one is, or lies in; null if it lies in none. */
    @Nullable
    FormRow at(Level wanted) {
        FormRow row = this;
        while (row != null && row.level != wanted) {
            row = row.parent;
        }
        return row;
    }

    /** What is known of one question or group in this row. */
    static final class Cell {
        boolean relevant;
        Value value = Value.empty();

        @Nullable
        MissingCode missing;
        /** The choices that the filter offers; null if all are. */
        @Nullable
        List<Choice> offered;
        /** What reading the answer found, and what judging it found. */
        List<Finding> read = Collections.emptyList();

        List<Finding> judged = Collections.emptyList();
        /** Of a repeat. */
        List<FormRow> rows = Collections.emptyList();
        /** Whether it must be settled, judged or drawn again. */
        boolean unsettled = true;

        boolean unjudged = true;
        boolean undrawn = true;
    }
}
