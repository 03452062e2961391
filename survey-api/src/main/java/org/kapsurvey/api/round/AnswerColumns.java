package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Canonical records turned into columns, a row for each person: a column per question; a select_multiple {@code q} also as 0/1 in
 * {@code q.code}; a typed missing answer is an empty cell beside {@code q_missing}. Integers and decimals are numbers, and
 * so is a calculation whose every value is one; all else is text. What stands inside repeats has several rows for a person and is a
 * table of its own.
 *
 * <p>A question that several forms have is one column, with the choices of all of them. Of what a person answered in several forms
 * an answer counts before a reason for having none, what he was asked before what was calculated, and then the form that stands
 * first; where two answers differ he is counted among the {@link #differing}. Not thread-safe.
 */
final class AnswerColumns {
    private final Map<String, Answered> questions = new LinkedHashMap<>();
    private final Map<String, Integer> differing = new LinkedHashMap<>();

    private static final class Answered {
        private final Map<String, Question> byForm = new LinkedHashMap<>();
        private final CodedCells values = new CodedCells();
        private final CodedCells missing = new CodedCells();
        private List<String> order = List.of();

        /** The forms' names, those that ask before those that calculate. */
        List<String> forms() {
            List<String> forms = new ArrayList<>();
            byForm.forEach((form, question) -> {
                if (question.type() != QuestionType.CALCULATE) {
                    forms.add(form);
                }
            });
            byForm.keySet().stream().filter(form -> !forms.contains(form)).forEach(forms::add);
            return forms;
        }

        boolean isAsked(String form) {
            return Objects.requireNonNull(byForm.get(form)).type().isAsked();
        }

        boolean isNumber() {
            return byForm.values().stream()
                    .allMatch(question -> question.type().isNumber()
                            || (question.type() == QuestionType.CALCULATE
                                    && values.levels().stream()
                                            .noneMatch(level -> Double.isNaN(Numbers.parse(level)))));
        }

        /** The codes of a select_multiple, of all forms. */
        Set<String> codes() {
            Set<String> codes = new LinkedHashSet<>();
            for (Question question : byForm.values()) {
                ChoiceList choices = question.choices();
                if (question.type() == QuestionType.SELECT_MULTIPLE && choices != null) {
                    choices.choices().forEach(choice -> codes.add(choice.name()));
                }
            }
            return codes;
        }
    }

    /** Of what stands outside repeats. */
    AnswerColumns(List<Questionnaire> forms) {
        this(forms, question -> question.repeat() == null);
    }

    /** Of what stands in a repeat of a form, but not in another one inside it. */
    AnswerColumns(Questionnaire form, Group repeat) {
        this(List.of(form), question -> repeat.equals(question.repeat()));
    }

    private AnswerColumns(List<Questionnaire> forms, Predicate<Question> kept) {
        for (Questionnaire form : forms) {
            for (Question question : form.questions()) {
                if (question.type().hasAnswer() && kept.test(question)) {
                    questions
                            .computeIfAbsent(question.name(), name -> new Answered())
                            .byForm
                            .put(form.form(), question);
                }
            }
        }
        questions.values().forEach(answered -> answered.order = answered.forms());
    }

    /**
     * A row of one person.
     *
     * @param canonical the canonical records of their interviews, {@code {"answers": {"age": "27", "wants": {"missing": "dk"}, …}}},
     *     by form; without one every cell is empty
     */
    void add(Map<String, String> canonical) {
        Map<String, Map<String, Json>> answers = new HashMap<>();
        canonical.forEach((form, text) -> {
            JsonObject record = (JsonObject) JsonReader.read("", text);
            answers.put(form, record.get("answers") instanceof JsonObject object ? object.members() : Map.of());
        });
        addAnswers(answers);
    }

    /** A row from answers by question, by form. */
    void addAnswers(Map<String, Map<String, Json>> answers) {
        questions.forEach((name, answered) -> add(name, answered, answers));
    }

    private void add(String name, Answered answered, Map<String, Map<String, Json>> answers) {
        @Nullable String value = null;
        @Nullable String missing = null;
        boolean asked = false;
        boolean differs = false;
        for (String form : answered.order) {
            @Nullable Json answer = answers.getOrDefault(form, Map.of()).get(name);
            if (answer instanceof JsonText text && !text.value().isEmpty()) {
                if (value == null) {
                    value = text.value();
                    asked = answered.isAsked(form);
                } else {
                    differs |= asked && answered.isAsked(form) && !value.equals(text.value());
                }
            } else if (missing == null
                    && answer instanceof JsonObject reason
                    && reason.get("missing") instanceof JsonText code) {
                missing = code.value();
            }
        }
        answered.values.add(value);
        answered.missing.add(value == null ? missing : null);
        if (differs) {
            differing.merge(name, 1, Integer::sum);
        }
    }

    /** How many persons answered a question otherwise in one form than in another, by question; those without any are left out. */
    Map<String, Integer> differing() {
        return differing;
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        questions.forEach((name, answered) -> {
            CodedCells values = answered.values;
            columns.add(answered.isNumber() ? values.numeric(name, Numbers::parse) : values.text(name));
            columns.add(answered.missing.text(name + "_missing"));
            for (String code : answered.codes()) {
                columns.add(values.numeric(name + "." + code, codes -> isAmong(code, codes) ? 1 : 0));
            }
        });
        return columns;
    }

    private static boolean isAmong(String code, String codes) {
        return List.of(codes.split(" ", -1)).contains(code);
    }
}
