package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Written;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Times;
import org.kapsurvey.questionnaire.value.Words;

/**
 * What the answer to a question can be, and so which comparisons with it never hold: what a question of another type was asked
 * for would silently never be asked or counted again.
 *
 * @param codes of the question's choices; empty of a type without choices
 * @param alone those of them that go together with no other
 * @param type of a calculation of days {@code date}
 * @param neverNumber whether it is a calculation that gives texts or times alone
 * @param values that a calculation may give; empty if they can't be told
 */
public record PossibleAnswers(
        String question,
        QuestionType type,
        List<String> codes,
        List<String> alone,
        boolean neverNumber,
        List<String> values) {
    private static final String ACKNOWLEDGED = "OK";

    /** Of a question of a form that passed the gate. */
    public static PossibleAnswers of(Question question) {
        List<String> codes = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        ChoiceList list = question.choices();
        if (list != null) {
            for (Choice choice : list.choices()) {
                codes.add(choice.name());
                if (choice.exclusive()) {
                    alone.add(choice.name());
                }
            }
        }
        boolean days = question.isAlwaysText() && !question.isNeverNumber();
        return new PossibleAnswers(
                question.name(),
                days ? QuestionType.DATE : question.type(),
                codes,
                alone,
                question.isNeverNumber(),
                question.values());
    }

    /** Whether what is computed with the answer is empty, whatever is answered. */
    public boolean isNeverNumber() {
        boolean coded = type.hasChoices();
        for (String code : codes) {
            coded = coded && Double.isNaN(Numbers.parse(code));
        }
        return neverNumber
                || coded
                || type == QuestionType.TIME
                || type == QuestionType.GEOPOINT
                || type == QuestionType.ACKNOWLEDGE;
    }

    /**
     * The fault of comparing an answer with a literal by one of {@code = != < <= > >=}; none if some answer fits, or if the other
     * side is no literal. The empty text, which asks whether there is an answer, always fits.
     */
    public Optional<Fault> compared(Operator operator, Expression literal) {
        boolean equality = operator.isEquality();
        if (literal instanceof NumberLiteral number) {
            Optional<Fault> never = beside(number, equality);
            return never.isPresent() || values.isEmpty() ? never : given(operator, number);
        }
        if (!(literal instanceof TextLiteral text) || text.value().isEmpty()) {
            return Optional.empty();
        }
        String word = Words.trim(text.value());
        if (type.isNumber() && Double.isNaN(Numbers.parse(word))) {
            return Optional.of(new Fault(
                    text.place(),
                    "The answer to " + question + " is a number and never compares with '" + text.value() + "'.",
                    "Compare it with a number; what is missing is told by missing-code(${" + question + "})."));
        }
        if (type == QuestionType.DATE && Days.parse(word) == Days.NONE) {
            return Optional.of(new Fault(
                    text.place(),
                    "The answer to " + question + " is a day and never compares with '" + text.value() + "'.",
                    "Write a day as '2026-11-21'."));
        }
        if (type == QuestionType.TIME && !Times.isTime(word)) {
            return Optional.of(new Fault(
                    text.place(),
                    "The answer to " + question + " is a time and never compares with '" + text.value() + "'.",
                    "Write a time as '07:30'."));
        }
        if (equality && !values.isEmpty()) {
            return given(literal, "The calculation " + question, values);
        }
        return equality ? code(text, false) : Optional.empty();
    }

    /** The fault of comparing a calculation of few values with a number that is none of them, or beyond all. */
    private Optional<Fault> given(Operator operator, NumberLiteral number) {
        String subject = "The calculation " + question;
        if (operator.isEquality()) {
            return given(number, subject, values);
        }
        boolean numbers = false;
        for (String value : values) {
            double given = Numbers.parse(Words.trim(value));
            if (operator.holds(given, number.value())) {
                return Optional.empty();
            }
            numbers = numbers || !Double.isNaN(given);
        }
        return !numbers
                ? Optional.empty()
                : Optional.of(new Fault(
                        number.place(),
                        subject + " is never " + operator.sign() + " " + Written.of(number) + ".",
                        "It gives " + JsonFields.listed(values) + "."));
    }

    /**
     * The fault of comparing what has but few values with a literal; none if one of them is that.
     *
     * @param subject as it stands in the fault
     */
    static Optional<Fault> given(Expression literal, String subject, List<String> values) {
        String written = literal instanceof NumberLiteral number
                ? Numbers.print(number.value())
                : literal instanceof TextLiteral text ? text.value() : "";
        if (written.isEmpty() || isAmong(written, values)) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                literal.place(),
                subject + " never gives " + Written.of(literal) + ".",
                "It gives " + JsonFields.listed(values) + "." + JsonFields.suggestion(written, values)));
    }

    /** Whether it equals one of them, as a text or as a number. */
    static boolean isAmong(String value, List<String> values) {
        double number = Numbers.parse(Words.trim(value));
        for (String each : values) {
            if (each.equals(value) || Numbers.parse(Words.trim(each)) == number) {
                return true;
            }
        }
        return false;
    }

    /** The fault of {@code selected(question, code)} or {@code count-selected(question)}; none if an answer may hold choices. */
    public Optional<Fault> chosen(Call call) {
        boolean counted = call.function() == Function.COUNT_SELECTED;
        if (type.isNumber()
                || type == QuestionType.TEXT
                || type == QuestionType.DATE
                || type == QuestionType.TIME
                || type == QuestionType.GEOPOINT) {
            return Optional.of(new Fault(
                    call.arguments().get(counted ? 0 : 1).place(),
                    "The question " + question + " of type " + type.written() + " has no choices for "
                            + call.function().written() + "().",
                    counted
                            ? "Name a select_multiple; the length of a text is string-length()."
                            : type == QuestionType.TEXT
                                    ? "Compare its answer with =, or look inside it with contains()."
                                    : "Compare its answer with =, < or >."));
        }
        return !counted
                        && call.arguments().get(1) instanceof TextLiteral code
                        && !code.value().isEmpty()
                ? code(code, true)
                : Optional.empty();
    }

    private Optional<Fault> beside(NumberLiteral number, boolean equality) {
        if (neverNumber) {
            return Optional.of(new Fault(
                    number.place(),
                    "The calculation " + question + " never gives a number.",
                    "Compare it with a text in quotes."));
        }
        boolean coded = type.hasChoices() || type == QuestionType.ACKNOWLEDGE;
        for (String code : codes) {
            double value = Numbers.parse(code);
            if (equality ? value == number.value() : !Double.isNaN(value)) {
                return Optional.empty();
            }
        }
        return coded
                ? Optional.of(new Fault(
                        number.place(),
                        "No choice of the question " + question + " is that number.",
                        "Its choices are " + JsonFields.listed(known()) + "; write one as 'code'."))
                : Optional.empty();
    }

    /**
     * The answer to a select_multiple or a rank is several codes.
     *
     * @param among whether one code is looked for among them; else the answer is compared as a whole
     */
    private Optional<Fault> code(TextLiteral literal, boolean among) {
        if (!type.hasChoices() && type != QuestionType.ACKNOWLEDGE) {
            return Optional.empty();
        }
        boolean several = type == QuestionType.SELECT_MULTIPLE || type == QuestionType.RANK;
        List<String> words = several ? Words.of(literal.value()) : List.of(literal.value());
        for (String code : words) {
            if (!known().contains(code)) {
                return Optional.of(new Fault(
                        literal.place(),
                        "The question " + question + " has no choice '" + code + "'.",
                        "Its choices are " + JsonFields.listed(known()) + "." + JsonFields.suggestion(code, known())));
            }
        }
        if (!among
                && type == QuestionType.SELECT_MULTIPLE
                && words.size() == 1
                && codes.size() > 1
                && !alone.contains(words.get(0))) {
            return Optional.of(new Fault(
                    literal.place(),
                    "The answer to " + question + " may hold more choices than '" + literal.value()
                            + "', and then the two are not equal.",
                    "Write selected(…, '" + literal.value()
                            + "'), and count-selected(…) = 1 if no other may be chosen."));
        }
        boolean whole = type == QuestionType.RANK && !among && !words.isEmpty();
        boolean one = words.size() == 1 && (among || words.get(0).equals(literal.value()));
        return whole || one
                ? Optional.empty()
                : Optional.of(new Fault(
                        literal.place(),
                        "The answer to " + question + " holds several choices, and '" + literal.value()
                                + "' is not one of them.",
                        "Write selected(…, 'code') for each choice that is meant, joined by and, or or not()."));
    }

    private List<String> known() {
        return type == QuestionType.ACKNOWLEDGE ? List.of(ACKNOWLEDGED) : codes;
    }
}
