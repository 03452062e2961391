package org.kapsurvey.questionnaire.formula;

import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.value.Value;

/** A compiled expression. Immutable; evaluation can't fail. */
public final class Formula {
    private final Node root;
    private final Expression expression;

    private Formula(Node root, Expression expression) {
        this.root = root;
        this.expression = expression;
    }

    /**
     * Compiles an expression. Faults are added for references without a slot, patterns and formats that are not constant or
     * not supported, dates that do not exist; then nothing is returned.
     */
    public static Optional<Formula> compile(Expression expression, Map<String, Integer> slots, Faults faults) {
        int before = faults.size();
        Node root = expression.accept(new FormulaCompiler(slots, faults));
        return faults.size() == before ? Optional.of(new Formula(root, expression)) : Optional.empty();
    }

    public Expression expression() {
        return expression;
    }

    public Value evaluate(Scope scope) {
        return root.evaluate(scope);
    }

    public boolean test(Scope scope) {
        return root.evaluate(scope).truth();
    }

    /** One node of the compiled tree. */
    interface Node {
        Value evaluate(Scope scope);
    }
}
