package org.kapsurvey.api.interview;

import java.util.List;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * What whoever returns an interview says of one question. It may quote an answer: it is never written to the audit or a log.
 *
 * @param question its name
 * @param row the numbers of the rows in which it stands, from 1, the outermost repeat's first; none outside of repeats
 * @param text 1 to 500 characters
 */
record ReviewComment(String question, List<Integer> row, String text) {
    /** Its members, into an object that is open. */
    void write(JsonWriter json) {
        json.name("question").value(question).name("row").beginArray();
        row.forEach(json::value);
        json.endArray().name("text").value(text);
    }
}
