package org.kapsurvey.api.questionnaire;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Labels;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.FormWalks;
import org.kapsurvey.questionnaire.jvm.FormWalks.Coverage;
import org.kapsurvey.questionnaire.jvm.FormWalks.Step;
import org.kapsurvey.questionnaire.jvm.FormWalks.Walk;
import org.kapsurvey.questionnaire.value.Words;

/** Walks through a published questionnaire with made-up answers: what an author looks at before a round is opened. */
public final class PreviewResource {
    private static final int WALKS = 150;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final List<String> LANGUAGES = List.of("vi", "en");

    private final QuestionnaireStore questionnaires;
    /** Of today's walks: who asks again, or asks while they are being made, has them without further work. */
    private final Map<Key, Coverage> coverages = new ConcurrentHashMap<>();

    private record Key(String hash, String today) {}

    public PreviewResource(QuestionnaireStore questionnaires) {
        this.questionnaires = questionnaires;
    }

    /** {@code GET /api/questionnaires/{form}/{version}/walks}: how often each question was asked in 150 walks. */
    public void coverage(Context context) {
        Published published = published(context);
        String today = today();
        coverages.keySet().removeIf(key -> !key.today.equals(today));
        Coverage coverage = coverages.computeIfAbsent(
                new Key(published.hash(), today), key -> walks(published, today).coverage(1, WALKS));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("walks").value(coverage.walks());
        json.name("complete").value(coverage.complete());
        json.name("questions").beginArray();
        for (Map.Entry<Question, Integer> reached : coverage.reached().entrySet()) {
            json.beginObject();
            json.name("name").value(reached.getKey().name());
            label(json.name("label"), reached.getKey().label());
            json.name("reached").value(reached.getValue());
            json.name("impossible").value(coverage.impossible().contains(reached.getKey()));
            json.endObject();
        }
        answer(context, json.endArray().endObject());
    }

    /** {@code GET /api/questionnaires/{form}/{version}/walks/{seed}}: one walk, step by step. */
    public void walk(Context context) {
        String seed = context.pathParam("seed");
        if (!seed.matches("[0-9]{1,9}")) {
            throw Problems.INVALID_FIELD.exception(Details.of("seed", "must be a whole number of at most 9 digits"));
        }
        Walk walk = walks(published(context), today()).walk(Long.parseLong(seed));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("outcome").value(walk.outcome());
        json.name("complete").value(walk.complete());
        json.name("steps").beginArray();
        for (Step step : walk.steps()) {
            json.beginObject();
            json.name("name").value(step.question().name());
            json.name("rows").beginArray();
            for (int row : step.rows()) {
                json.value(row + 1);
            }
            json.endArray();
            label(json.name("label"), step.question().label());
            json.name("answer").beginObject();
            for (String language : LANGUAGES) {
                json.name(language).value(told(step, language));
            }
            json.endObject().endObject();
        }
        answer(context, json.endArray().endObject());
    }

    private Published published(Context context) {
        return questionnaires
                .find(context.pathParam("form"), context.pathParam("version"))
                .orElseThrow(() -> Problems.UNKNOWN_QUESTIONNAIRE.exception());
    }

    private static String today() {
        return LocalDate.now(VIETNAM).toString();
    }

    private static FormWalks walks(Published published, String today) {
        return FormWalks.of(published.questionnaire(), published.text(), today);
    }

    /** The answer as a person reads it: labels of choices, the words of a missing code; empty if there is none. */
    private static String told(Step step, String language) {
        MissingCode missing = MissingCode.of(step.missing());
        if (missing != null) {
            return missing.label(language);
        }
        ChoiceList list = step.question().choices();
        if (list == null) {
            return step.answer();
        }
        StringBuilder labels = new StringBuilder();
        for (String code : Words.of(step.answer())) {
            Choice choice = list.choice(code);
            if (choice != null) {
                labels.append(labels.length() == 0 ? "" : "; ")
                        .append(choice.label().in(language));
            }
        }
        return labels.toString();
    }

    private static void label(JsonWriter json, Labels label) {
        json.beginObject();
        for (String language : LANGUAGES) {
            json.name(language).value(label.in(language));
        }
        json.endObject();
    }

    private static void answer(Context context, JsonWriter json) {
        context.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
