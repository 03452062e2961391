package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The question types that a form may use, under their XLSForm names. */
public enum QuestionType {
    INTEGER("integer"),
    DECIMAL("decimal"),
    TEXT("text"),
    DATE("date"),
    TIME("time"),
    RANGE("range"),
    GEOPOINT("geopoint"),
    SELECT_ONE("select_one"),
    SELECT_MULTIPLE("select_multiple"),
    RANK("rank"),
    ACKNOWLEDGE("acknowledge"),
    NOTE("note"),
    CALCULATE("calculate"),
    HIDDEN("hidden");

    private final String written;

    QuestionType(String written) {
        this.written = written;
    }

    /** As written in a form. */
    public String written() {
        return written;
    }

    /** Whether the answer is a code, or are codes, that a person picked from a choice list. */
    public boolean isSelect() {
        return this == SELECT_ONE || this == SELECT_MULTIPLE;
    }

    /** Whether it needs a choice list. */
    public boolean hasChoices() {
        return isSelect() || this == RANK;
    }

    /** Whether the answer is a number. */
    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == RANGE;
    }

    /** Whether there is an answer at all. */
    public boolean hasAnswer() {
        return this != NOTE;
    }

    /** Whether a person answers it. */
    public boolean isAsked() {
        return this != NOTE && this != CALCULATE && this != HIDDEN;
    }

    /** All types as written, groups included. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (QuestionType type : values()) {
            names.add(type.written);
        }
        names.addAll(List.of("begin_group", "end_group", "begin_repeat", "end_repeat"));
        return names;
    }

    /** The type of a word that the gate wrote. */
    static QuestionType known(String written) {
        QuestionType type = of(written);
        return type == null ? NOTE : type;
    }

    static @Nullable QuestionType of(String written) {
        for (QuestionType type : values()) {
            if (type.written.equals(written)) {
                return type;
            }
        }
        return null;
    }
}
