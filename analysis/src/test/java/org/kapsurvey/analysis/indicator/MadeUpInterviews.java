package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.number.Numbers;

/** Interviews of a form with random answers to whatever its logic asks: who is asked what. */
final class MadeUpInterviews {
    private static final JvmHost HOST = new JvmHost();
    private static final Map<String, String> FIXED =
            Map.of("reached", "met", "consent", "yes", "guardian_consent", "yes", "result", "completed");
    private static final int MOST_ROUNDS = 30;

    private final List<Set<String>> asked = new ArrayList<>();
    private final Table table;

    private MadeUpInterviews(Questionnaire form, int interviews, Random random) {
        List<Map<String, Json>> records = new ArrayList<>();
        for (int i = 0; i < interviews; i++) {
            records.add(interview(form, random));
        }
        List<Column> columns = new ArrayList<>();
        for (Question question : form.questions()) {
            if (question.type().hasAnswer()) {
                columns.add(column(question, records));
            }
        }
        columns.add(TextColumn.of("_stratum", Collections.nCopies(interviews, "all")));
        table = Table.of(interviews, columns);
    }

    static MadeUpInterviews of(Questionnaire form, int interviews, Random random) {
        return new MadeUpInterviews(form, interviews, random);
    }

    Table table() {
        return table;
    }

    /** Whether the form's logic asked the question, or settled it, in that interview. */
    boolean isAsked(int interview, String question) {
        return asked.get(interview).contains(question);
    }

    private Map<String, Json> interview(Questionnaire form, Random random) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Evaluation evaluation = Evaluation.of(form, Answers.parse(json(given), HOST), "2026-11-02");
            boolean more = false;
            for (Question question : form.questions()) {
                boolean open = question.type().isAsked()
                        && evaluation.isRelevant(question)
                        && !given.containsKey(question.name());
                if (open) {
                    given.put(question.name(), answer(question, random));
                    more = true;
                }
            }
            if (!more) {
                break;
            }
        }
        Evaluation last = Evaluation.of(form, Answers.parse(json(given), HOST), "2026-11-02");
        JsonObject record = (JsonObject) JsonReader.read("", last.canonicalRecord());
        Set<String> relevant = new HashSet<>();
        for (Question question : form.questions()) {
            if (question.type().hasAnswer() && last.isRelevant(question)) {
                relevant.add(question.name());
            }
        }
        asked.add(relevant);
        return record.get("answers") instanceof JsonObject answers ? answers.members() : Map.of();
    }

    private static String answer(Question question, Random random) {
        String fixed = FIXED.get(question.name());
        if (fixed != null) {
            return fixed;
        }
        if (question.choices() != null) {
            List<Choice> choices = question.choices().choices();
            return choices.get(random.nextInt(choices.size())).name();
        }
        return switch (question.type()) {
            case INTEGER, DECIMAL ->
                Integer.toString(question.name().endsWith("age") ? 10 + random.nextInt(80) : random.nextInt(20));
            case DATE -> "2026-05-05";
            case ACKNOWLEDGE -> "OK";
            default -> "a";
        };
    }

    private static Column column(Question question, List<Map<String, Json>> records) {
        List<@Nullable String> texts = new ArrayList<>();
        boolean numbers = question.type() == QuestionType.INTEGER
                || question.type() == QuestionType.DECIMAL
                || question.type() == QuestionType.CALCULATE;
        for (Map<String, Json> record : records) {
            String text = record.get(question.name()) instanceof JsonText given ? given.value() : null;
            numbers &= question.type() != QuestionType.CALCULATE || text == null || !Double.isNaN(Numbers.parse(text));
            texts.add(text);
        }
        if (!numbers) {
            return TextColumn.of(question.name(), texts);
        }
        return NumericColumn.of(
                question.name(),
                texts.stream()
                        .mapToDouble(text -> text == null ? Double.NaN : Numbers.parse(text))
                        .toArray());
    }

    private static String json(Map<String, String> given) {
        JsonWriter json = new JsonWriter().beginObject();
        given.forEach((name, value) -> json.name(name).value(value));
        return json.endObject().toString();
    }
}
