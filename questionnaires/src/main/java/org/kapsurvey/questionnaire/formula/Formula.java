package org.kapsurvey.questionnaire.formula;

import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.value.Value;

/**
 * A compiled expression. Immutable; evaluation can't fail. Compiled, it is JSON: a constant as itself, else a list of a word of
 * {@link Op} and its arguments, for instance {@code ["and", ["=", ["$", 3], "yes"], ["<", ["$", 0], 50]]}.
 */
public final class Formula {
    /** A chain of 500 operators is a list 500 levels deep. */
    public static final int DEEPEST = 2_000;

    private final Node root;

    private Formula(Node root) {
        this.root = root;
    }

    /** The formula of compiled code. */
    public static Formula of(Json code) {
        return new Formula(Node.of(code));
    }

    /**
     * Compiles an expression to code. Faults are added for references that mean nothing, patterns and formats that are not
     * constant or not supported, dates that do not exist; then nothing is returned.
     */
    public static Optional<String> compile(Expression expression, Names names, Faults faults) {
        int before = faults.size();
        String code = expression.accept(new FormulaCompiler(names, faults));
        return faults.size() == before ? Optional.of(code) : Optional.empty();
    }

    /** A formula over questions without repeats. */
    public static Optional<Formula> compile(Expression expression, Map<String, Integer> slots, Faults faults) {
        return compile(expression, Names.of(slots), faults).map(code -> of(JsonReader.read("", code, DEEPEST)));
    }

    public Value evaluate(Scope scope) {
        return root.evaluate(scope);
    }

    public boolean test(Scope scope) {
        return root.evaluate(scope).truth();
    }
}
