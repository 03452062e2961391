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
    SELECT_ONE("select_one"),
    SELECT_MULTIPLE("select_multiple"),
    ACKNOWLEDGE("acknowledge"),
    NOTE("note"),
    CALCULATE("calculate"),
    HIDDEN("hidden");

    /** XLSForm types that forms of the field use and this engine doesn't know yet: refused by name. */
    private static final List<String> NOT_YET = List.of(
            "time",
            "dateTime",
            "rank",
            "geopoint",
            "geotrace",
            "geoshape",
            "range",
            "image",
            "audio",
            "video",
            "file",
            "barcode",
            "begin_repeat",
            "end_repeat",
            "select_one_from_file",
            "select_multiple_from_file",
            "start",
            "end",
            "today",
            "deviceid",
            "username",
            "phonenumber",
            "email",
            "audit",
            "xml-external",
            "csv-external",
            "background-audio");

    private final String written;

    QuestionType(String written) {
        this.written = written;
    }

    /** As written in a form. */
    public String written() {
        return written;
    }

    /** Whether the answer is a code of a choice list. */
    public boolean isSelect() {
        return this == SELECT_ONE || this == SELECT_MULTIPLE;
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
        names.add("begin_group");
        names.add("end_group");
        return names;
    }

    static @Nullable QuestionType of(String written) {
        for (QuestionType type : values()) {
            if (type.written.equals(written)) {
                return type;
            }
        }
        return null;
    }

    static boolean isNotYet(String written) {
        return NOT_YET.contains(written);
    }
}
