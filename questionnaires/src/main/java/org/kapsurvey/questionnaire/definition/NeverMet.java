package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.OneAnswer;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Value;

/**
 * Tells a constraint that no answer meets. Only one that looks at nothing but its own answer is judged, of a number, a day, one
 * choice, or the length of a text: its truth changes at the numbers and days that stand in it, so those, what lies beside them, and far
 * ends are tried.
 */
final class NeverMet extends Walk {
    private static final double FAR = 1e9;

    private static final int LONGEST_TEXT = 10_000;
    private static final int FAR_DAY = 40_000;

    private final QuestionType type;
    private final List<Double> numbers = new ArrayList<>();
    private final List<Integer> days = new ArrayList<>();
    private boolean looksElsewhere;

    private NeverMet(QuestionType type) {
        this.type = type;
    }

    /**
     * The fault's message; empty if some answer meets the constraint, or if that can't be told.
     *
     * @param code the compiled constraint
     * @param codes the choices of a select_one
     */
    static String message(Expression constraint, String code, QuestionType type, List<String> codes) {
        boolean choice = type == QuestionType.SELECT_ONE && !codes.isEmpty();
        boolean judged = choice || type.isNumber() || type == QuestionType.DATE || type == QuestionType.TEXT;
        if (code.isEmpty() || !judged) {
            return "";
        }
        NeverMet found = new NeverMet(type);
        constraint.accept(found);
        // A day beside a number is for the engine to read: nothing is told of it here.
        boolean numbered = type == QuestionType.DATE && !found.numbers.isEmpty();
        if (found.looksElsewhere || numbered) {
            return "";
        }
        Formula formula = Formula.of(JsonReader.read("", code, Formula.DEEPEST));
        for (Value value : choice ? texts(codes) : found.candidates()) {
            if (formula.test(new OneAnswer(value))) {
                return "";
            }
        }
        if (choice) {
            return "No choice meets this constraint.";
        }
        return type == QuestionType.DATE
                ? "No day meets this constraint."
                : type == QuestionType.TEXT ? "No text meets this constraint." : "No number meets this constraint.";
    }

    /**
     * Whether an answer breaks a constraint that looks at nothing but the answer.
     *
     * @param code the compiled constraint
     */
    static boolean isBrokenBy(Expression constraint, String code, QuestionType type, Value answer) {
        NeverMet found = new NeverMet(type.isNumber() ? type : QuestionType.SELECT_ONE);
        constraint.accept(found);
        return !code.isEmpty()
                && !found.looksElsewhere
                && !Formula.of(JsonReader.read("", code, Formula.DEEPEST)).test(new OneAnswer(answer));
    }

    private static List<Value> texts(List<String> codes) {
        List<Value> values = new ArrayList<>();
        for (String code : codes) {
            values.add(Value.of(code));
        }
        return values;
    }

    private List<Value> candidates() {
        return type == QuestionType.DATE ? someDays() : type == QuestionType.TEXT ? lengths() : someNumbers();
    }

    private List<Value> someDays() {
        List<Value> values = new ArrayList<>(List.of(Value.ofDay(0), Value.ofDay(FAR_DAY)));
        for (int day : days) {
            for (int beside = -1; beside <= 1; beside++) {
                values.add(Value.ofDay(day + beside));
            }
        }
        return values;
    }

    /** A text of every length that stands in the constraint, and of those beside it; none is empty, for that is no answer. */
    private List<Value> lengths() {
        List<Value> values = new ArrayList<>(List.of(Value.of("x"), Value.of("x".repeat(LONGEST_TEXT))));
        for (double number : numbers) {
            for (double length = Math.floor(number) - 1; length <= Math.ceil(number) + 1; length++) {
                if (length >= 1 && length <= LONGEST_TEXT) {
                    values.add(Value.of("x".repeat((int) length)));
                }
            }
        }
        return values;
    }

    private List<Value> someNumbers() {
        List<Double> ends = new ArrayList<>(List.of(0.0, FAR, -FAR));
        for (double number : numbers) {
            ends.add(number);
            ends.add(-number);
        }
        List<Value> values = new ArrayList<>();
        for (double end : ends) {
            for (double beside : new double[] {0, 1, -1, 0.5, -0.5, 0.001, -0.001}) {
                double value = end + beside;
                if (type != QuestionType.INTEGER || value == Math.floor(value)) {
                    values.add(Value.of(value));
                }
            }
            if (type == QuestionType.INTEGER) {
                values.add(Value.of(Math.ceil(end)));
                values.add(Value.of(Math.floor(end)));
            }
        }
        return values;
    }

    @Override
    public Boolean number(NumberLiteral literal) {
        return numbers.add(literal.value());
    }

    @Override
    public Boolean text(TextLiteral literal) {
        int day = Days.parse(literal.value());
        return day == Days.NONE || days.add(day);
    }

    /** Of a text only its length is tried. */
    @Override
    public Boolean self(Self self) {
        looksElsewhere = looksElsewhere || type == QuestionType.TEXT;
        return true;
    }

    @Override
    public Boolean reference(Reference reference) {
        looksElsewhere = true;
        return true;
    }

    @Override
    public Boolean attribute(Attribute attribute) {
        looksElsewhere = true;
        return true;
    }

    @Override
    public Boolean rowItself(RowItself row) {
        looksElsewhere = true;
        return true;
    }

    /** What a function makes of the answer may change its truth anywhere; those that read it as it is are told. */
    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.STRING_LENGTH
                && type == QuestionType.TEXT
                && call.arguments().get(0) instanceof Self) {
            return true;
        }
        boolean plain = call.function() == Function.NOT
                || call.function() == Function.TRUE
                || call.function() == Function.FALSE
                || call.function() == Function.BOOLEAN
                || call.function() == Function.SELECTED
                || (call.function() == Function.DATE && type == QuestionType.DATE);
        looksElsewhere = looksElsewhere || !plain;
        return super.call(call);
    }
}
