package org.kapsurvey.questionnaire.formula;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a node of a compiled expression does, under the word that stands first in its list. */
enum Op {
    OR("or"),
    AND("and"),
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("div"),
    MODULO("mod"),
    NEGATION("neg"),
    /** A question by its slot. */
    ANSWER("$"),
    /** A question by its slot, in every row where it is asked. */
    ANSWERS("$$"),
    /** The number of rows of a repeat, by its number among the groups. */
    ROWS("rows"),
    /** A column of a choice, by its name. */
    ATTRIBUTE("@"),
    SELF("."),
    SELECTED("selected"),
    COUNT_SELECTED("count-selected"),
    CHOICE_NAME("jr:choice-name"),
    IF("if"),
    COALESCE("coalesce"),
    IS_MISSING("is-missing"),
    MISSING_CODE("missing-code"),
    NOT("not"),
    BOOLEAN("boolean"),
    NUMBER("number"),
    INT("int"),
    ROUND("round"),
    ABS("abs"),
    MIN("min"),
    MAX("max"),
    SUM("sum"),
    COUNT("count"),
    COUNT_NON_EMPTY("count-non-empty"),
    JOIN("join"),
    POSITION("position"),
    INDEXED("indexed-repeat"),
    STRING("string"),
    STRING_LENGTH("string-length"),
    CONCAT("concat"),
    SUBSTR("substr"),
    CONTAINS("contains"),
    STARTS_WITH("starts-with"),
    ENDS_WITH("ends-with"),
    REGEX("regex"),
    TODAY("today"),
    DATE("date"),
    DECIMAL_DATE("decimal-date-time"),
    FORMAT_DATE("format-date"),
    /** A text, number or truth as it stands. */
    CONSTANT("");

    private static final Map<String, Op> BY_WORD = byWord();

    private final String word;

    Op(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException if there is none: the form was compiled by another engine */
    static Op of(String word) {
        Op op = BY_WORD.get(word);
        if (op == null) {
            throw new IllegalArgumentException(word);
        }
        return op;
    }

    private static Map<String, Op> byWord() {
        Map<String, Op> ops = new LinkedHashMap<>();
        for (Op op : values()) {
            ops.put(op.word, op);
        }
        return ops;
    }
}
