package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.OneAnswer;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.value.Value;

/**
 * Tells a constraint that no answer meets. Only one that looks at nothing but its own answer is judged, of a number or of one
 * choice: a number's truth changes at the numbers that stand in it, so those, what lies beside them, and far ends are tried.
 */
final class NeverMet extends Walk {
    private static final double FAR = 1e9;

    private final List<Double> numbers = new ArrayList<>();
    private boolean looksElsewhere;

    private NeverMet() {}

    /**
     * The fault's message; empty if some answer meets the constraint, or if that can't be told.
     *
     * @param code the compiled constraint
     * @param codes the choices of a select_one
     */
    static String message(Expression constraint, String code, QuestionType type, List<String> codes) {
        boolean choice = type == QuestionType.SELECT_ONE && !codes.isEmpty();
        if (code.isEmpty() || !(choice || type.isNumber())) {
            return "";
        }
        NeverMet found = new NeverMet();
        constraint.accept(found);
        if (found.looksElsewhere) {
            return "";
        }
        Formula formula = Formula.of(JsonReader.read("", code, Formula.DEEPEST));
        for (Value value : choice ? texts(codes) : found.candidates(type)) {
            if (formula.test(new OneAnswer(value))) {
                return "";
            }
        }
        return choice ? "No choice meets this constraint." : "No number meets this constraint.";
    }

    private static List<Value> texts(List<String> codes) {
        List<Value> values = new ArrayList<>();
        for (String code : codes) {
            values.add(Value.of(code));
        }
        return values;
    }

    private List<Value> candidates(QuestionType type) {
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
        boolean plain = call.function() == Function.NOT
                || call.function() == Function.TRUE
                || call.function() == Function.FALSE
                || call.function() == Function.BOOLEAN
                || call.function() == Function.SELECTED;
        looksElsewhere = looksElsewhere || !plain;
        return super.call(call);
    }
}
