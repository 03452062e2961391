package org.kapsurvey.api.interview;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/**
 * What the form's own page would show of the answers of an interview that is stored, and the device's clock.
 *
 * @param openedAt as the device wrote it; null where it did not, as is the other
 * @param correction what its surveyor says of it; null where it corrects none that was returned
 * @param state the form's, as JSON
 */
record ShownAnswers(
        @Nullable String openedAt,
        @Nullable String finishedAt,
        @Nullable Correction correction,
        String state) {

    /** A question of the form in one of the rows that the interview has. */
    record Asked(String question, List<Integer> row) {}

    static ShownAnswers of(
            QuestionnaireStore questionnaires, String form, String version, Payload payload, String language) {
        JsonObject interview = (JsonObject) JsonReader.read("", new String(payload.bytes(), StandardCharsets.UTF_8));
        JsonObject device = object(interview.get("device"));
        String today = text(device, "today");
        var questionnaire = questionnaires.find(form, version).orElseThrow().questionnaire();
        Answers answers = Answers.of(object(interview.get("answers")), new JvmHost());
        return new ShownAnswers(
                text(device, "openedAt"),
                text(device, "finishedAt"),
                Correction.of(interview),
                FormState.of(Evaluation.of(questionnaire, answers, today == null ? "" : today), language));
    }

    /** All that the form shows or would show under other answers; a repeat is none. */
    Set<Asked> questions() {
        Set<Asked> found = new HashSet<>();
        for (Json page : list(object(JsonReader.read("", state)), "pages")) {
            add(found, list(object(page), "questions"), List.of());
        }
        return found;
    }

    private static void add(Set<Asked> found, List<Json> questions, List<Integer> row) {
        for (Json json : questions) {
            JsonObject question = object(json);
            if (!"repeat".equals(text(question, "type"))) {
                found.add(new Asked(Objects.requireNonNull(text(question, "name")), row));
                continue;
            }
            List<Json> rows = list(question, "rows");
            for (int i = 0; i < rows.size(); i++) {
                List<Integer> inner = new ArrayList<>(row);
                inner.add(i + 1);
                add(found, list(object(rows.get(i)), "questions"), inner);
            }
        }
    }

    private static List<Json> list(JsonObject object, String key) {
        return ((JsonArray) Objects.requireNonNull(object.get(key))).items();
    }

    private static JsonObject object(@Nullable Json json) {
        // An interview that is not quarantined has them.
        return (JsonObject) Objects.requireNonNull(json);
    }

    private static @Nullable String text(JsonObject object, String key) {
        return object.get(key) instanceof JsonText text ? text.value() : null;
    }
}
