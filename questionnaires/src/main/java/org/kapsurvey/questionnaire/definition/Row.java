package org.kapsurvey.questionnaire.definition;

import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.json.JsonFields;

/** A row of the survey while it is being read: what stands in it, its expressions not compiled yet. */
final class Row {
    final JsonFields fields;
    final String name;
    /** Null for a group. */
    final @Nullable QuestionType type;
    /** Number among the questions, or among the groups. */
    final int index;
    /** The row of the innermost group. */
    final @Nullable Row parent;

    @Nullable
    ChoiceList choices;

    Labels label = Labels.NONE;
    String appearance = "";

    @Nullable
    Expression required;

    @Nullable
    Expression relevant;

    @Nullable
    Expression constraint;

    @Nullable
    Expression calculation;

    Row(JsonFields fields, String name, @Nullable QuestionType type, int index, @Nullable Row parent) {
        this.fields = fields;
        this.name = name;
        this.type = type;
        this.index = index;
        this.parent = parent;
    }

    /** Number of groups around and including this one. */
    int depth() {
        int depth = 1;
        for (Row group = parent; group != null; group = group.parent) {
            depth++;
        }
        return depth;
    }
}
