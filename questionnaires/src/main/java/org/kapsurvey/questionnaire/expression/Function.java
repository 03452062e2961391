package org.kapsurvey.questionnaire.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one table of functions: every evaluator knows exactly these, so all refuse the same names in the same words. */
public enum Function {
    SELECTED("selected", 2, 2),
    COUNT_SELECTED("count-selected", 1, 1),
    CHOICE_NAME("jr:choice-name", 2, 2),
    IF("if", 3, 3),
    COALESCE("coalesce", 2, Function.ANY),
    IS_MISSING("is-missing", 1, 1),
    MISSING_CODE("missing-code", 1, 1),
    NOT("not", 1, 1),
    TRUE("true", 0, 0),
    FALSE("false", 0, 0),
    BOOLEAN("boolean", 1, 1),
    NUMBER("number", 1, 1),
    INT("int", 1, 1),
    ROUND("round", 1, 2),
    ABS("abs", 1, 1),
    MIN("min", 1, Function.ANY),
    MAX("max", 1, Function.ANY),
    SUM("sum", 1, Function.ANY),
    COUNT("count", 1, 1),
    COUNT_NON_EMPTY("count-non-empty", 1, 1),
    JOIN("join", 2, Function.ANY),
    POSITION("position", 1, 1),
    INDEXED("indexed-repeat", 3, 7),
    STRING("string", 1, 1),
    STRING_LENGTH("string-length", 1, 1),
    CONCAT("concat", 1, Function.ANY),
    SUBSTR("substr", 2, 3),
    CONTAINS("contains", 2, 2),
    STARTS_WITH("starts-with", 2, 2),
    ENDS_WITH("ends-with", 2, 2),
    REGEX("regex", 2, 2),
    TODAY("today", 0, 0),
    DATE("date", 1, 1),
    DECIMAL_DATE("decimal-date-time", 1, 1),
    FORMAT_DATE("format-date", 2, 2);

    /** No upper bound on the number of arguments. */
    public static final int ANY = Integer.MAX_VALUE;

    private static final Map<String, Function> BY_NAME = byName();
    private static final Map<String, String> NOT_YET = notYet();

    private final String written;
    private final int fewest;
    private final int most;

    Function(String written, int fewest, int most) {
        this.written = written;
        this.fewest = fewest;
        this.most = most;
    }

    /** As written in an expression. */
    public String written() {
        return written;
    }

    /** Whether a reference among its arguments means every row in which the question is asked. */
    public boolean takesAllRows() {
        return this == SUM || this == MIN || this == MAX || this == COUNT || this == COUNT_NON_EMPTY || this == JOIN;
    }

    public int fewestArguments() {
        return fewest;
    }

    /** {@link #ANY} if there is no bound. */
    public int mostArguments() {
        return most;
    }

    /** The function of a name as written; null if there is none. */
    public static @Nullable Function of(String written) {
        return BY_NAME.get(written);
    }

    /** All names as written, in the order of the table. */
    public static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    /** Why a function that ODK has is refused here; null for a name that ODK doesn't have either. */
    static @Nullable String refusal(String written) {
        return NOT_YET.get(written);
    }

    private static Map<String, Function> byName() {
        Map<String, Function> functions = new LinkedHashMap<>();
        for (Function function : values()) {
            functions.put(function.written, function);
        }
        return functions;
    }

    private static Map<String, String> notYet() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("once", "depends on when it is computed, so the server could not check the answer");
        for (String name : List.of("now", "random", "uuid", "randomize")) {
            reasons.put(
                    name, "gives another result each time it is computed, so the server could not check the answer");
        }
        for (String name : List.of("pow", "exp", "log", "log10", "sqrt", "sin", "cos", "tan", "pi")) {
            reasons.put(name, "is not supported yet");
        }
        for (String name : List.of("pulldata", "instance", "area", "distance", "digest", "format-date-time")) {
            reasons.put(name, "is not supported yet");
        }
        return reasons;
    }
}
