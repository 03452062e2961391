package org.kapsurvey.questionnaire.definition;

/** What the value of an expression is, as far as that can be told before anybody answered. */
enum Kind {
    NUMBER,
    DAY,
    /** A time of day, as a text. */
    TIME,
    TRUTH,
    /** A text that is neither a number nor a day nor a time. */
    WORDS,
    /** Not to be told. */
    ANY;

    /** Whether arithmetic with it, and an order beside a number, gives nothing. */
    boolean isNeverNumber() {
        return this == WORDS || this == TIME;
    }
}
