package org.kapsurvey.analysis.indicator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.questionnaire.definition.PossibleAnswers;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Contradiction;
import org.kapsurvey.questionnaire.expression.Contradiction.Known;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.NoCondition;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Finds what in a rule no answer in any of the forms can meet: comparisons that never hold, alone or beside others, and arithmetic
 * with what is no number. Nobody would ever be counted.
 */
final class MetByNobody extends Walk {
    private static final Set<String> TRUTHS = Set.of("0", "1");

    private final List<Questionnaire> forms;
    private final Map<String, PartRange> parts;
    private final Faults faults;

    private MetByNobody(List<Questionnaire> forms, Map<String, PartRange> parts, Faults faults) {
        this.forms = forms;
        this.parts = parts;
        this.faults = faults;
    }

    /**
     * Checks one expression.
     *
     * @param condition whether the whole is a condition
     * @param numbers whether rules are added up or averaged, so that a number may stand where a condition does
     * @param parts of the indicator so far
     */
    static void check(
            Expression expression,
            boolean condition,
            boolean numbers,
            List<Questionnaire> forms,
            Map<String, PartRange> parts,
            Faults faults) {
        int before = faults.size();
        MetByNobody found = new MetByNobody(forms, parts, faults);
        expression.accept(found);
        if (numbers) {
            NoCondition.check(expression, condition, found.coded(expression), faults);
        } else {
            NoCondition.check(expression, condition, found.coded(expression), found.numbers(expression), faults);
        }
        if (faults.size() == before) {
            Contradiction.check(expression, found.known(expression), faults);
        }
    }

    /**
     * The fault of two conditions of which each can be met, but not both together.
     *
     * @param context the one that stands before
     */
    static void checkTogether(
            Expression context,
            Expression expression,
            List<Questionnaire> forms,
            Map<String, PartRange> parts,
            Faults faults) {
        Binary both = new Binary(Operator.AND, context, expression, expression.place());
        Contradiction.check(both, new MetByNobody(forms, parts, faults).known(both), faults);
    }

    /** Scores, questions for a number, and choices and calculations whose codes or values are other numbers than 1 and 0. */
    private Set<String> numbers(Expression expression) {
        Set<String> numbers = new HashSet<>();
        for (String name : Expression.names(expression)) {
            PartRange part = parts.get(name);
            List<PossibleAnswers> asked = answers(new Reference(name, expression.place()));
            boolean score = part != null && !part.truth() && !part.equals(PartRange.UNKNOWN);
            boolean number = part == null && !asked.isEmpty() && asked.stream().allMatch(MetByNobody::isNumber);
            if (score || number) {
                numbers.add(name);
            }
        }
        return numbers;
    }

    private static boolean isNumber(PossibleAnswers answers) {
        List<String> written = answers.type().hasChoices() ? answers.codes() : answers.values();
        return answers.type().isNumber()
                || (!written.isEmpty()
                        && written.stream().mapToDouble(Numbers::parse).noneMatch(Double::isNaN)
                        && !TRUTHS.containsAll(written));
    }

    /** What the types of questions tell, where all forms that ask a question are agreed; a calculation may be true or false itself. */
    private Map<String, Known> known(Expression expression) {
        Map<String, Known> known = new HashMap<>();
        for (String name : Expression.names(expression)) {
            List<QuestionType> types = answers(new Reference(name, expression.place())).stream()
                    .map(PossibleAnswers::type)
                    .distinct()
                    .toList();
            if (types.contains(QuestionType.CALCULATE)) {
                known.put(name, Known.TRUTH);
            } else if (types.equals(List.of(QuestionType.SELECT_ONE))) {
                known.put(name, Known.CODE);
            } else if (types.equals(List.of(QuestionType.INTEGER))) {
                known.put(name, Known.WHOLE);
            }
        }
        return known;
    }

    private Set<String> coded(Expression expression) {
        Set<String> coded = new HashSet<>();
        for (String name : Expression.names(expression)) {
            List<Question> asked = parts.containsKey(name)
                    ? List.of()
                    : forms.stream()
                            .flatMap(form -> form.question(name).stream())
                            .toList();
            if (!asked.isEmpty()
                    && asked.stream().allMatch(question -> question.type().hasChoices() || question.isAlwaysText())) {
                coded.add(name);
            }
        }
        return coded;
    }

    @Override
    public Boolean binary(Binary binary) {
        Operator operator = binary.operator();
        if (operator.isEquality() || operator.isOrder()) {
            part(binary.left(), operator, binary.right());
            part(binary.right(), operator.mirrored(), binary.left());
            check(binary.left(), answers -> answers.compared(operator, binary.right()));
            check(binary.right(), answers -> answers.compared(operator.mirrored(), binary.left()));
        } else if (!operator.isTruth()) {
            number(binary.left());
            number(binary.right());
        }
        return super.binary(binary);
    }

    @Override
    public Boolean negation(Negation negation) {
        number(negation.operand());
        return super.negation(negation);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.SELECTED || call.function() == Function.COUNT_SELECTED) {
            check(call.arguments().get(0), answers -> answers.chosen(call));
        }
        if (call.function() == Function.NUMBER) {
            List<PossibleAnswers> asked = answers(call.arguments().get(0));
            if (!asked.isEmpty() && asked.stream().allMatch(answers -> answers.type() == QuestionType.DATE)) {
                faults.add(
                        call.place(),
                        "number() of a day is unknown.",
                        "Write date(…), which is the number of its days.");
            }
        }
        return super.call(call);
    }

    /** A part beside a number. */
    private void part(Expression part, Operator operator, Expression literal) {
        PartRange range = part instanceof Reference reference ? parts.get(reference.name()) : null;
        if (range == null || !(literal instanceof NumberLiteral number)) {
            return;
        }
        if (!range.truth()) {
            score(range, operator, number);
        } else if (!operator.holds(0, number.value()) && !operator.holds(1, number.value())) {
            faults.add(
                    number.place(),
                    "The part \"" + ((Reference) part).name() + "\" is 1 or 0, so this never holds.",
                    "Compare it with 1 for those whom it counts, with 0 for the others.");
        }
    }

    /** A cut-off by comparison is held to the points as a declared one is. */
    private void score(PartRange range, Operator operator, NumberLiteral number) {
        if (range.percent() && number.value() > 0 && number.value() <= 1) {
            faults.add(
                    number.place(),
                    "A score in per cent beside " + Numbers.print(number.value()) + " is compared with "
                            + Numbers.print(number.value()) + " per cent of the points.",
                    "Did you mean " + Numbers.print(Math.round(number.value() * 100_000) / 1_000.0)
                            + "? Such a score goes from 0 to 100.");
        } else if (!range.isDividedBy(operator, number.value())) {
            faults.add(
                    number.place(),
                    "The number " + Numbers.print(number.value()) + " divides nobody: the score goes from "
                            + Numbers.print(range.least()) + " to " + Numbers.print(range.most()) + ".",
                    "Write a number between the least and the most.");
        }
    }

    private void number(Expression operand) {
        List<PossibleAnswers> asked = answers(operand);
        if (!asked.isEmpty() && asked.stream().allMatch(PossibleAnswers::isNeverNumber)) {
            faults.add(
                    operand.place(),
                    "This is never a number, so what is computed with it is always empty.",
                    "Compute with numbers and days.");
        }
    }

    /** One form whose answers fit is enough: the others' are counted as no. */
    private void check(Expression question, java.util.function.Function<PossibleAnswers, Optional<Fault>> comparison) {
        List<PossibleAnswers> asked = answers(question);
        List<Fault> found = asked.stream()
                .flatMap(answers -> comparison.apply(answers).stream())
                .toList();
        if (!found.isEmpty() && found.size() == asked.size()) {
            faults.addAll(found.subList(0, 1));
        }
    }

    /** In each form that has the question; none of what is no question or part. */
    private List<PossibleAnswers> answers(Expression question) {
        if (!(question instanceof Reference reference)) {
            return List.of();
        }
        return parts.containsKey(reference.name())
                ? List.of(new PossibleAnswers(
                        reference.name(), QuestionType.DECIMAL, List.of(), List.of(), false, List.of()))
                : forms.stream()
                        .flatMap(form -> form.question(reference.name()).stream())
                        .map(PossibleAnswers::of)
                        .toList();
    }
}
