package org.kapsurvey.questionnaire.fault;

/**
 * One thing that is wrong.
 *
 * @param message what was expected and what was found, one sentence
 * @param remedy what to do, one or more sentences; empty if the message says it
 */
public record Fault(Place place, String message, String remedy) {
    /** {@code forms/x.json:12:5: Unknown question type "integr". Use one of integer, decimal, text.} */
    @Override
    public String toString() {
        String where = place.toString();
        String what = remedy.isEmpty() ? message : message + " " + remedy;
        return where.isEmpty() ? what : where + ": " + what;
    }
}
