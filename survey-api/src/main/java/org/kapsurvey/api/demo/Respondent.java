package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/**
 * One person of the made-up province in an interview: asked what the form's logic asks, and nothing else. What the model
 * of the population answers is answered so; whatever else a form may ask gets an arbitrary answer that it accepts.
 */
final class Respondent {
    private static final JvmHost HOST = new JvmHost();
    /** Answers that end an interview before it begins are not arbitrary. */
    private static final Map<String, String> FIXED =
            Map.of("consent", "yes", "guardian_consent", "yes", "result", "completed");

    private static final int MOST_ROUNDS = 50;
    private static final int NUMBERS_TRIED = 200;

    private final Population population;
    private final int person;
    private final Random random;

    Respondent(Population population, int person, Random random) {
        this.population = population;
        this.person = person;
        this.random = random;
    }

    /** The finished interview: the answers as JSON and what the engine makes of them. */
    record Interviewed(String answers, Evaluation evaluation) {}

    /**
     * Answers the form from the first question to the last, as often as an answer opens another question.
     *
     * @throws IllegalStateException if the engine finds fault with the answers
     */
    Interviewed interview(Questionnaire form, String today) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String json = json(given);
            Evaluation evaluation = Evaluation.of(form, Answers.parse(json, HOST), today);
            // What an earlier answer has closed in the meantime is taken back.
            boolean asked = form.questions().stream()
                            .filter(question -> !evaluation.isRelevant(question))
                            .filter(question -> given.remove(question.name()) != null)
                            .count()
                    > 0;
            for (Question question : form.questions()) {
                if (question.type().isAsked()
                        && evaluation.isRelevant(question)
                        && !given.containsKey(question.name())) {
                    given.put(question.name(), answer(form, question, given, today));
                    asked = true;
                }
            }
            if (!asked) {
                return finished(json, evaluation);
            }
        }
        throw new IllegalStateException("The form \"" + form.form() + "\" asks on and on.");
    }

    private static Interviewed finished(String json, Evaluation evaluation) {
        if (!evaluation.findings().isEmpty() || !evaluation.outcome().equals("complete")) {
            List<String> found = new ArrayList<>();
            evaluation.findings().forEach(f -> found.add(f.name() + " " + f.code()));
            throw new IllegalStateException("A made-up interview is " + evaluation.outcome() + ", with findings "
                    + found + ". The demo must answer this form better.");
        }
        return new Interviewed(json, evaluation);
    }

    /** A code, or {@code !dk} and the like for a reason instead of an answer; empty for none. */
    private String answer(Questionnaire form, Question question, Map<String, String> given, String today) {
        String fixed = FIXED.get(question.name());
        if (fixed != null) {
            return fixed;
        }
        String modelled =
                population.item(question.name()).map(item -> item.code(person)).orElse("");
        return modelled.isEmpty() ? arbitrary(form, question, given, today) : modelled;
    }

    private String arbitrary(Questionnaire form, Question question, Map<String, String> given, String today) {
        ChoiceList choices = question.choices();
        return switch (question.type()) {
            case SELECT_ONE -> choices == null ? "" : chosen(choices).name();
            case SELECT_MULTIPLE -> choices == null ? "" : several(choices);
            case INTEGER, DECIMAL -> number(form, question, given, today);
            case DATE -> today;
            case ACKNOWLEDGE -> "OK";
            default -> "";
        };
    }

    private Choice chosen(ChoiceList choices) {
        List<Choice> all = choices.choices();
        return all.get(random.nextInt(all.size()));
    }

    private String several(ChoiceList choices) {
        Choice first = chosen(choices);
        Choice second = chosen(choices);
        if (first.exclusive() || second.exclusive() || first.equals(second)) {
            return first.name();
        }
        return first.name() + " " + second.name();
    }

    /** The first number from a random start that the form accepts after the answers given so far. */
    private String number(Questionnaire form, Question question, Map<String, String> given, String today) {
        Map<String, String> tried = new LinkedHashMap<>(given);
        int start = random.nextInt(4);
        for (int i = 0; i < NUMBERS_TRIED; i++) {
            tried.put(question.name(), Integer.toString((start + i) % NUMBERS_TRIED));
            Evaluation evaluation = Evaluation.of(form, Answers.parse(json(tried), HOST), today);
            if (evaluation.findings(question).isEmpty()) {
                return tried.get(question.name());
            }
        }
        return "";
    }

    private static String json(Map<String, String> given) {
        JsonWriter json = new JsonWriter().beginObject();
        for (Map.Entry<String, String> entry : given.entrySet()) {
            String answer = entry.getValue();
            @Nullable String missing = missing(answer);
            if (missing != null) {
                json.name(entry.getKey())
                        .beginObject()
                        .name("missing")
                        .value(missing)
                        .endObject();
            } else if (!answer.isEmpty()) {
                json.name(entry.getKey()).value(answer);
            }
        }
        return json.endObject().toString();
    }

    private static @Nullable String missing(String answer) {
        return !answer.isEmpty() && answer.charAt(0) == Population.MISSING ? answer.substring(1) : null;
    }
}
