package org.kapsurvey.questionnaire.jvm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Level;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.AnswersAlone;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.interview.MadeUpInterview;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Value;

/**
 * Walks through a form with made-up answers, to see what of it is ever asked. Answers are drawn at random, gladly at the values at
 * which conditions turn. A question that no walk reached may still be reached by other answers, unless its condition was
 * proven to be false whatever is chosen. Safe for threads; equal forms, seeds and days give equal walks.
 */
public final class FormWalks {
    /** Combinations of choices that a proof goes through at most. */
    private static final int MOST_COMBINATIONS = 20_000;

    private final Questionnaire questionnaire;
    private final Map<String, JsonObject> rows = new LinkedHashMap<>();
    private final Map<String, List<String>> boundaries;
    private final String today;

    private FormWalks(Questionnaire questionnaire, JsonObject form, String today) {
        this.questionnaire = questionnaire;
        this.today = today;
        this.boundaries = BoundaryRespondent.boundaries(form);
        if (form.get("survey") instanceof JsonArray survey) {
            for (Json item : survey.items()) {
                if (item instanceof JsonObject row && row.get("name") instanceof JsonText name) {
                    rows.putIfAbsent(name.value(), row);
                }
            }
        }
    }

    /**
     * Of a form that has passed the publish gate.
     *
     * @param text with the rows of its blocks
     * @param today {@code YYYY-MM-DD}, the day of all interviews
     */
    public static FormWalks of(Questionnaire questionnaire, String text, String today) {
        return new FormWalks(questionnaire, (JsonObject) JsonReader.read("", text), today);
    }

    /**
     * One answer of a walk.
     *
     * @param rows of the repeats around the question, from 0
     * @param answer as it stands in the data; empty if there is none
     * @param missing why there is no answer, a missing code; empty if there is one
     */
    public record Step(Question question, List<Integer> rows, String answer, String missing) {}

    /** One interview: what was asked, in the order of the form. */
    public record Walk(List<Step> steps, String outcome, boolean complete) {}

    /**
     * What several walks reached.
     *
     * @param reached how often each question that a person answers was asked, in the order of the form
     * @param impossible those never reached of which it is proven that nothing reaches them
     */
    public record Coverage(int walks, int complete, Map<Question, Integer> reached, Set<Question> impossible) {
        /** Those that no walk reached, in the order of the form. */
        public List<Question> unreached() {
            return reached.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** The form that is walked through. */
    public Questionnaire questionnaire() {
        return questionnaire;
    }

    /** The finished interview of a seed, which need not be complete. */
    public Interview interview(long seed) {
        return MadeUpInterview.of(
                questionnaire, today, new BoundaryRespondent(boundaries, seed, Days.parse(today)), new JvmHost());
    }

    /**
     * On whose answers it hangs whether a question is asked, and of a calculation what it is: the questions that its conditions and
     * those of the groups around it look at, and all that these hang on in turn.
     */
    public Set<String> conditions(String question) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(question));
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            for (String input : inputs(name)) {
                if (found.add(input)) {
                    open.add(input);
                }
            }
        }
        return found;
    }

    /** The condition of a question, or where it has none of the innermost group around it that has one; empty if none has. */
    public String condition(String question) {
        String own = relevant(question);
        Group group = questionnaire.question(question).map(Question::group).orElse(null);
        while (own.isEmpty() && group != null) {
            own = relevant(group.name());
            group = group.parent();
        }
        return own;
    }

    private String relevant(String name) {
        JsonObject row = rows.get(name);
        return row != null && row.get("relevant") instanceof JsonText text ? text.value() : "";
    }

    private Set<String> inputs(String name) {
        Set<String> inputs = new LinkedHashSet<>();
        Optional<Question> question = questionnaire.question(name);
        inputs(name, List.of("relevant", "calculation"), inputs);
        Group group = question.map(Question::group).orElse(null);
        for (; group != null; group = group.parent()) {
            inputs(group.name(), List.of("relevant", "repeat_count"), inputs);
        }
        return inputs;
    }

    private void inputs(String row, List<String> keys, Set<String> inputs) {
        JsonObject object = rows.get(row);
        for (String key : keys) {
            if (object != null && object.get(key) instanceof JsonText text) {
                Expression.parse(text, new Faults())
                        .ifPresent(expression -> inputs.addAll(Expression.names(expression)));
            }
        }
    }

    /** The walk of a seed. */
    public Walk walk(long seed) {
        Interview interview = interview(seed);
        JsonObject record =
                (JsonObject) JsonReader.read("", interview.evaluation().canonicalRecord());
        List<Step> steps = new ArrayList<>();
        if (record.get("answers") instanceof JsonObject answers) {
            steps(questionnaire.levels().get(0), answers, List.of(), steps);
        }
        return new Walk(
                Collections.unmodifiableList(steps),
                interview.evaluation().outcome(),
                interview.evaluation().isComplete());
    }

    /** What was asked in a row and the rows inside it, in the order of the form. */
    private void steps(Level level, JsonObject answers, List<Integer> rows, List<Step> steps) {
        for (int item : level.items()) {
            if (item < questionnaire.questions().size()) {
                Question question = questionnaire.questions().get(item);
                step(question, answers.get(question.name()), rows).ifPresent(steps::add);
                continue;
            }
            Group group =
                    questionnaire.groups().get(item - questionnaire.questions().size());
            List<Json> inner = answers.get(group.name()) instanceof JsonArray array ? array.items() : List.of();
            for (int i = 0; i < inner.size(); i++) {
                List<Integer> inside = new ArrayList<>(rows);
                inside.add(i);
                steps(questionnaire.levelOfRows(group), (JsonObject) inner.get(i), inside, steps);
            }
        }
    }

    private static Optional<Step> step(Question question, @Nullable Json recorded, List<Integer> rows) {
        if (!question.type().isAsked()) {
            return Optional.empty();
        }
        String missing = recorded instanceof JsonObject reason && reason.get("missing") instanceof JsonText code
                ? code.value()
                : "";
        if (missing.equals(MissingCode.NOT_ASKED.code())) {
            return Optional.empty();
        }
        return Optional.of(new Step(question, rows, recorded instanceof JsonText text ? text.value() : "", missing));
    }

    /** The walks of the seeds from the given one on. */
    public Coverage coverage(long firstSeed, int walks) {
        Map<Question, Integer> reached = new LinkedHashMap<>();
        for (Question question : questionnaire.questions()) {
            if (question.type().isAsked()) {
                reached.put(question, 0);
            }
        }
        int complete = 0;
        for (int i = 0; i < walks; i++) {
            Walk walk = walk(firstSeed + i);
            complete += walk.complete ? 1 : 0;
            Set<Question> asked = new LinkedHashSet<>();
            walk.steps.forEach(step -> asked.add(step.question));
            asked.forEach(question -> reached.merge(question, 1, Integer::sum));
        }
        Set<Question> impossible = new LinkedHashSet<>();
        reached.forEach((question, times) -> {
            if (times == 0 && isImpossible(question)) {
                impossible.add(question);
            }
        });
        return new Coverage(walks, complete, Collections.unmodifiableMap(reached), impossible);
    }

    /** Whether the question's own condition, or that of a group around it, is false whatever is chosen. */
    private boolean isImpossible(Question question) {
        if (isNeverTrue(question.name())) {
            return true;
        }
        for (Group group = question.group(); group != null; group = group.parent()) {
            if (isNeverTrue(group.name())) {
                return true;
            }
        }
        return false;
    }

    /** Only conditions on select_one questions outside repeats are gone through, every choice and none of each. */
    private boolean isNeverTrue(String name) {
        JsonObject row = rows.get(name);
        Expression expression = row != null && row.get("relevant") instanceof JsonText text
                ? Expression.parse(text, new Faults()).orElse(null)
                : null;
        if (expression == null) {
            return false;
        }
        List<List<String>> inputs = new ArrayList<>();
        Map<String, Integer> slots = new HashMap<>();
        long combinations = 1;
        for (String input : Expression.names(expression)) {
            Question question = questionnaire.question(input).orElse(null);
            ChoiceList list = question == null ? null : question.choices();
            if (list == null || question.type() != QuestionType.SELECT_ONE || question.repeat() != null) {
                return false;
            }
            List<String> values = new ArrayList<>(List.of(""));
            list.choices().stream().map(Choice::name).forEach(values::add);
            slots.put(input, inputs.size());
            inputs.add(values);
            combinations *= values.size();
        }
        Optional<Formula> formula = Formula.compile(expression, slots, new Faults());
        if (formula.isEmpty() || combinations > MOST_COMBINATIONS || usesMoreThanAnswers(expression)) {
            return false;
        }
        for (int i = 0; i < combinations; i++) {
            if (formula.get().test(new Combination(inputs, i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the expression depends on the day, on labels or on why there is no answer: then nothing is proven. */
    private static boolean usesMoreThanAnswers(Expression expression) {
        boolean[] more = new boolean[1];
        expression.accept(new org.kapsurvey.questionnaire.expression.Walk() {
            @Override
            public Boolean call(Expression.Call call) {
                more[0] |= switch (call.function()) {
                    case TODAY, CHOICE_NAME, MISSING_CODE, POSITION, COUNT, COUNT_NON_EMPTY, INDEXED -> true;
                    default -> false;
                };
                return super.call(call);
            }
        });
        return more[0];
    }

    /** Answers of one combination: the number is read digit by digit, a digit for each input. */
    private record Combination(List<List<String>> inputs, int number) implements AnswersAlone {
        @Override
        public Value answer(int slot) {
            int rest = number;
            for (int i = 0; i < slot; i++) {
                rest /= inputs.get(i).size();
            }
            String code = inputs.get(slot).get(rest % inputs.get(slot).size());
            return code.isEmpty() ? Value.empty() : new Value.Text(code);
        }
    }
}
