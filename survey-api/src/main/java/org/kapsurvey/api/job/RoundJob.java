package org.kapsurvey.api.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A job to begin with: the design of a round filled in as its summary has it, and a few estimates of its forms that run as they
 * stand. A design has one weight, so in a round of several forms they are of one of them, with the weight in that form.
 *
 * <p>A right answer is 1 and any other 0, "don't know", refused and unanswered included, as in an indicator's rate
 * ({@link org.kapsurvey.analysis.indicator.IndicatorColumns}); whoever was not asked the question is missing, and so in no rate.
 */
final class RoundJob {
    private static final int LINE = 110;
    private static final int ITEMS = 3;
    private static final String SEX = "sex";

    /** The name of an exported plan. */
    static final String PLAN = "plan.json";

    private RoundJob() {}

    /** What stands as {@code data} in a job on the exported table. */
    static String dataOfFile(String file, Table table, List<Questionnaire> forms) {
        List<String> texts = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column instanceof TextColumn) {
                texts.add(quoted(column.name()));
            }
        }
        return "{\"file\": " + quoted(file) + ", \"plan\": " + quoted(PLAN) + ", \"forms\": ["
                + wrapped(forms.stream().map(form -> quoted(formFile(form))).toList(), "                     ")
                + "],\n           \"missing\": [\"\"],\n           \"text\": ["
                + wrapped(texts, "                    ") + "]}";
    }

    /** The name of an exported form. */
    static String formFile(Questionnaire form) {
        return form.form() + ".json";
    }

    /** What stands as {@code data} in a job on the stored round. */
    static String dataOfRound(String round, String state) {
        return "{\"round\": " + quoted(round) + ", \"states\": [" + quoted(state) + "]}";
    }

    /**
     * The text of the job.
     *
     * @param data the JSON of its {@code data}
     */
    static String text(Round round, List<Questionnaire> forms, String data) {
        Optional<Questionnaire> form = form(forms);
        List<Question> questions = form.map(RoundJob::questions).orElse(List.of());
        List<Question> items = items(questions);
        String by = questions.stream().anyMatch(question -> question.name().equals(SEX))
                ? "[[], [" + quoted(SEX) + "]]"
                : "[[]]";
        List<String> variables = items.stream().map(RoundJob::variable).toList();
        return "{\n  \"name\": " + quoted(round.id()) + ",\n  \"data\": " + data + ",\n"
                + (variables.isEmpty()
                        ? ""
                        : "  \"variables\": [\n    " + String.join(",\n    ", variables) + "\n  ],\n")
                + "  \"design\": {\"weights\": " + quoted(weight(forms))
                + ", \"strata\": [" + quoted(RoundTable.STRATUM) + "], \"clusters\": [" + quoted(RoundTable.PSU)
                + "], \"nested\": true, \"singlePsu\": \"adjust\"},\n"
                + "  \"estimates\": [\n    " + String.join(",\n    ", estimates(questions, items, by)) + "\n  ]\n}\n";
    }

    /** The column of weights in the job's design: the weight over all forms, or that in the one form that the estimates are of. */
    private static String weight(List<Questionnaire> forms) {
        return forms.size() > 1
                ? form(forms)
                        .map(form -> IndicatorColumns.weightIn(form.form()))
                        .orElse(RoundTable.WEIGHT)
                : RoundTable.WEIGHT;
    }

    /** The first form that calls answers right or wrong, else the first that asks a number; empty if none gives estimates. */
    private static Optional<Questionnaire> form(List<Questionnaire> forms) {
        return forms.stream()
                .filter(form -> !items(questions(form)).isEmpty())
                .findFirst()
                .or(() -> forms.stream()
                        .filter(form ->
                                first(questions(form), QuestionType.INTEGER).isPresent())
                        .findFirst());
    }

    /**
     * The text of a job on the round's registered units.
     *
     * @param indicators of the plan that are about them
     */
    static String ofUnits(Round round, List<String> indicators, String data) {
        return "{\n  \"name\": " + quoted(round.id() + "-units") + ",\n  \"data\": " + data + ",\n"
                + "  \"design\": {\"weights\": " + quoted(RoundTable.WEIGHT)
                + ", \"strata\": [" + quoted(RoundTable.STRATUM) + "], \"clusters\": [" + quoted(RoundTable.PSU)
                + "], \"nested\": true, \"singlePsu\": \"adjust\"},\n"
                + "  \"plan\": {\"indicators\": ["
                + wrapped(indicators.stream().map(RoundJob::quoted).toList(), "                        ") + "]}\n}\n";
    }

    private static List<String> estimates(List<Question> questions, List<Question> items, String by) {
        List<String> blocks = new ArrayList<>();
        if (!items.isEmpty()) {
            String names = items.stream().map(item -> quoted(right(item))).collect(Collectors.joining(", "));
            blocks.add("{\"id\": \"knowledge\", \"statistic\": \"proportion\", \"variables\": [" + names
                    + "],\n     \"by\": " + by + ", \"intervals\": [\"korn-graubard\"]}");
        }
        first(questions, QuestionType.INTEGER)
                .ifPresent(number -> blocks.add("{\"id\": " + quoted(number.name())
                        + ", \"statistic\": \"mean\", \"variables\": [" + quoted(number.name()) + "], \"by\": " + by
                        + ", \"intervals\": [\"t\"]}"));
        if (blocks.isEmpty()) {
            blocks.add("{\"id\": \"people\", \"statistic\": \"count\", \"by\": " + by + "}");
        }
        return blocks;
    }

    /** The questions of a form that have a column in the table of persons. */
    private static List<Question> questions(Questionnaire form) {
        return form.questions().stream()
                .filter(question -> question.type().hasAnswer() && question.repeat() == null)
                .toList();
    }

    /** The first questions whose answers the form itself calls right or wrong. */
    private static List<Question> items(List<Question> questions) {
        return questions.stream()
                .filter(question -> question.type() == QuestionType.SELECT_ONE
                        && question.kap() != null
                        && question.kap().component() == KapComponent.KNOWLEDGE
                        && !question.kap().right().isEmpty())
                .limit(ITEMS)
                .toList();
    }

    private static Optional<Question> first(List<Question> questions, QuestionType type) {
        return questions.stream().filter(question -> question.type() == type).findFirst();
    }

    /** An answer is right or not; without one, "not_asked" or no reason at all, of a form that was not asked, is missing. */
    private static String variable(Question item) {
        List<String> right = item.kap() == null ? List.of() : item.kap().right();
        String answer = "${" + item.name() + "}";
        String test = right.stream().map(code -> answer + " = '" + code + "'").collect(Collectors.joining(" or "));
        String notAsked =
                "is-missing(" + answer + ") and coalesce(missing-code(" + answer + "), 'not_asked') = 'not_asked'";
        return "{\"name\": " + quoted(right(item)) + ", \"value\": "
                + quoted("if(" + notAsked + ", '', if(" + test + ", 1, 0))") + "}";
    }

    private static String right(Question item) {
        return "right_" + item.name();
    }

    private static String wrapped(List<String> words, String indent) {
        StringBuilder text = new StringBuilder();
        int line = indent.length();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (i > 0) {
                boolean full = line + word.length() > LINE;
                text.append(full ? ",\n" + indent : ", ");
                line = full ? indent.length() : line + 2;
            }
            text.append(word);
            line += word.length();
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }
}
