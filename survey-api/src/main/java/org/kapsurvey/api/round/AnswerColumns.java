package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Canonical records turned into columns, a row each: a column per question; a select_multiple {@code q} also as 0/1 in
 * {@code q.code}; a typed missing answer is an empty cell beside {@code q_missing}. Integers and decimals are numbers, and
 * so is a calculation whose every value is one; all else is text. What stands inside repeats has several rows for a person and is
 * left out. Not thread-safe.
 */
final class AnswerColumns {
    private final List<Answered> questions = new ArrayList<>();

    private static final class Answered {
        private final Question question;
        private final CodedCells values = new CodedCells();
        private final CodedCells missing = new CodedCells();

        Answered(Question question) {
            this.question = question;
        }
    }

    AnswerColumns(Questionnaire form) {
        for (Question question : form.questions()) {
            if (question.type().hasAnswer() && question.repeat() == null) {
                questions.add(new Answered(question));
            }
        }
    }

    /** A row of someone who was not interviewed: every cell is empty. */
    void addNothing() {
        for (Answered answered : questions) {
            answered.values.add(null);
            answered.missing.add(null);
        }
    }

    /** A row from a canonical record, {@code {"answers": {"age": "27", "wants": {"missing": "dk"}, …}}}. */
    void add(String canonical) {
        JsonObject record = (JsonObject) JsonReader.read("", canonical);
        Map<String, Json> answers = record.get("answers") instanceof JsonObject object ? object.members() : Map.of();
        for (Answered answered : questions) {
            Json answer = answers.get(answered.question.name());
            answered.values.add(answer instanceof JsonText text ? text.value() : null);
            answered.missing.add(
                    answer instanceof JsonObject reason && reason.get("missing") instanceof JsonText code
                            ? code.value()
                            : null);
        }
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Answered answered : questions) {
            Question question = answered.question;
            String name = question.name();
            CodedCells values = answered.values;
            columns.add(isNumber(question, values) ? values.numeric(name, Numbers::parse) : values.text(name));
            columns.add(answered.missing.text(name + "_missing"));
            ChoiceList choices = question.choices();
            if (question.type() == QuestionType.SELECT_MULTIPLE && choices != null) {
                for (Choice choice : choices.choices()) {
                    columns.add(
                            values.numeric(name + "." + choice.name(), codes -> isAmong(choice.name(), codes) ? 1 : 0));
                }
            }
        }
        return columns;
    }

    private static boolean isNumber(Question question, CodedCells values) {
        return switch (question.type()) {
            case INTEGER, DECIMAL, RANGE -> true;
            case CALCULATE -> values.levels().stream().noneMatch(level -> Double.isNaN(Numbers.parse(level)));
            default -> false;
        };
    }

    private static boolean isAmong(String code, String codes) {
        return List.of(codes.split(" ", -1)).contains(code);
    }
}
