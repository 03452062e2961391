package org.kapsurvey.api.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.TextColumn;
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
 * so is a calculation whose every value is one; all else is text. Not thread-safe.
 */
final class AnswerColumns {
    private final List<Question> questions = new ArrayList<>();
    private final List<List<@Nullable String>> values = new ArrayList<>();
    private final List<List<@Nullable String>> missing = new ArrayList<>();

    AnswerColumns(Questionnaire form) {
        for (Question question : form.questions()) {
            if (question.type().hasAnswer()) {
                questions.add(question);
                values.add(new ArrayList<>());
                missing.add(new ArrayList<>());
            }
        }
    }

    /** A row of someone who was not interviewed: every cell is empty. */
    void addNothing() {
        for (int i = 0; i < questions.size(); i++) {
            values.get(i).add(null);
            missing.get(i).add(null);
        }
    }

    /** A row from a canonical record, {@code {"answers": {"age": "27", "wants": {"missing": "dk"}, …}}}. */
    void add(String canonical) {
        JsonObject record = (JsonObject) JsonReader.read("", canonical);
        Map<String, Json> answers = record.get("answers") instanceof JsonObject object ? object.members() : Map.of();
        for (int i = 0; i < questions.size(); i++) {
            Json answer = answers.get(questions.get(i).name());
            values.get(i).add(answer instanceof JsonText text ? text.value() : null);
            missing.get(i)
                    .add(
                            answer instanceof JsonObject reason && reason.get("missing") instanceof JsonText code
                                    ? code.value()
                                    : null);
        }
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            List<@Nullable String> cells = values.get(i);
            columns.add(
                    isNumber(question, cells)
                            ? numeric(question.name(), cells)
                            : TextColumn.of(question.name(), cells));
            columns.add(TextColumn.of(question.name() + "_missing", missing.get(i)));
            ChoiceList choices = question.choices();
            if (question.type() == QuestionType.SELECT_MULTIPLE && choices != null) {
                for (Choice choice : choices.choices()) {
                    columns.add(chosen(question.name() + "." + choice.name(), choice.name(), cells));
                }
            }
        }
        return columns;
    }

    private static boolean isNumber(Question question, List<@Nullable String> cells) {
        return switch (question.type()) {
            case INTEGER, DECIMAL -> true;
            case CALCULATE -> cells.stream().allMatch(cell -> cell == null || !Double.isNaN(Numbers.parse(cell)));
            default -> false;
        };
    }

    private static NumericColumn numeric(String name, List<@Nullable String> cells) {
        double[] numbers = new double[cells.size()];
        for (int row = 0; row < numbers.length; row++) {
            String cell = cells.get(row);
            numbers[row] = cell == null ? Double.NaN : Numbers.parse(cell);
        }
        return NumericColumn.of(name, numbers);
    }

    private static NumericColumn chosen(String name, String code, List<@Nullable String> cells) {
        double[] numbers = new double[cells.size()];
        for (int row = 0; row < numbers.length; row++) {
            String cell = cells.get(row);
            numbers[row] =
                    cell == null ? Double.NaN : List.of(cell.split(" ", -1)).contains(code) ? 1 : 0;
        }
        return NumericColumn.of(name, numbers);
    }
}
