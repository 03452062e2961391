package org.kapsurvey.questionnaire.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

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
    /** Of a repeat: the number of the level of its rows; else 0. */
    final int repeatLevel;

    /** The name of its choice list; empty if it has none. */
    String list = "";

    String appearance = "";
    /** Whether its type is unknown, so that nothing more can be said of what depends on the type. */
    boolean refused;
    /** The texts that people read, by the keys under which they stand. */
    final Map<String, Map<String, JsonText>> texts = new LinkedHashMap<>();
    /** The expressions, by the keys under which they stand. */
    final Map<String, Expression> expressions = new LinkedHashMap<>();

    Row(JsonFields fields, String name, @Nullable QuestionType type, int index, @Nullable Row parent, int repeatLevel) {
        this.fields = fields;
        this.name = name;
        this.type = type;
        this.index = index;
        this.parent = parent;
        this.repeatLevel = repeatLevel;
    }

    boolean isRepeat() {
        return repeatLevel > 0;
    }

    /** The innermost repeat around it; null if there is none. */
    @Nullable
    Row repeat() {
        Row group = parent;
        while (group != null && !group.isRepeat()) {
            group = group.parent;
        }
        return group;
    }

    /** The number of the level that it stands in. */
    int level() {
        Row repeat = repeat();
        return repeat == null ? 0 : repeat.repeatLevel;
    }

    /** Whether everything that stands in this row's level is in sight of the other row: the same level or one inside. */
    boolean isAround(@Nullable Row repeatOfOther) {
        Row own = repeat();
        for (Row repeat = repeatOfOther; repeat != own; repeat = repeat.repeat()) {
            if (repeat == null) {
                return false;
            }
        }
        return true;
    }

    /** Number of groups around and including this one. */
    int depth() {
        int depth = 1;
        for (Row group = parent; group != null; group = group.parent) {
            depth++;
        }
        return depth;
    }

    /** Number of repeats around and including this row. */
    int repeats() {
        int repeats = isRepeat() ? 1 : 0;
        for (Row repeat = repeat(); repeat != null; repeat = repeat.repeat()) {
            repeats++;
        }
        return repeats;
    }

    @Nullable
    Expression expression(String key) {
        return expressions.get(key);
    }
}
