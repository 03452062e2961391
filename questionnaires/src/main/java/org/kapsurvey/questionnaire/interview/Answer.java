package org.kapsurvey.questionnaire.interview;

/** What stands in the answers for one question. */
sealed interface Answer {
    /**
     * A text.
     *
     * @param text in form C, without characters that can't be stored, 5,000 code points at most
     * @param cleaned whether characters were taken away
     * @param cut whether it was longer
     */
    record Given(String text, boolean cleaned, boolean cut) implements Answer {}

    /** A reason instead of an answer, in any words. */
    record Missing(String code) implements Answer {}

    /** Neither a text nor a reason. */
    record Malformed() implements Answer {}
}
