package org.kapsurvey.api.interview;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * What a surveyor says of an interview that was returned to him and that he sends again. It is read from the payload as far as it can
 * be read: a payload is never refused for it.
 *
 * @param of the revision that was returned; 0 where it is not said
 * @param note to the supervisor; null without one
 * @param changes the answers that he changed, with his reasons
 */
record Correction(int of, @Nullable String note, List<Change> changes) {
    /** A text that is longer was not written on the page. */
    private static final int LONGEST = 500;

    /**
     * An answer that is another one than in the revision that was returned.
     *
     * @param question its name; that of a repeat where its rows are more or fewer
     * @param row the numbers of the rows of repeats in which it stands, from 1, the outermost first
     * @param reason {@code slip}, {@code respondent}, {@code asked-again} or {@code other}
     * @param text of another reason; null without one
     */
    record Change(
            String question,
            List<Integer> row,
            String reason,
            @Nullable String text) {}

    /** Null of an interview that is no correction. */
    static @Nullable Correction of(JsonObject interview) {
        if (!(interview.get("correction") instanceof JsonObject given)) {
            return null;
        }
        List<Change> changes = new ArrayList<>();
        if (given.get("changes") instanceof JsonArray list) {
            for (Json json : list.items()) {
                if (json instanceof JsonObject one) {
                    changes.add(new Change(
                            Objects.requireNonNullElse(text(one, "question"), ""),
                            row(one),
                            Objects.requireNonNullElse(text(one, "reason"), ""),
                            text(one, "text")));
                }
            }
        }
        return new Correction(whole(given.get("of")), text(given, "note"), changes);
    }

    private static List<Integer> row(JsonObject change) {
        List<Integer> row = new ArrayList<>();
        if (change.get("row") instanceof JsonArray numbers) {
            numbers.items().forEach(number -> row.add(whole(number)));
        }
        return row;
    }

    private static int whole(@Nullable Json json) {
        return json instanceof JsonNumber number && number.value() == (int) number.value() ? (int) number.value() : 0;
    }

    private static @Nullable String text(JsonObject object, String key) {
        if (!(object.get(key) instanceof JsonText text) || text.value().isBlank()) {
            return null;
        }
        String value = text.value();
        // By code points: half of one is no text.
        int characters = Math.min(LONGEST, value.codePointCount(0, value.length()));
        return value.substring(0, value.offsetByCodePoints(0, characters));
    }

    /** {@code {"of","note","changes":[{"question","row","reason","text"}]}}. */
    void write(JsonWriter json) {
        json.beginObject().name("of").value(of);
        text(json.name("note"), note);
        json.name("changes").beginArray();
        for (Change change : changes) {
            json.beginObject()
                    .name("question")
                    .value(change.question)
                    .name("row")
                    .beginArray();
            change.row.forEach(json::value);
            json.endArray().name("reason").value(change.reason);
            text(json.name("text"), change.text);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void text(JsonWriter json, @Nullable String value) {
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }
}
