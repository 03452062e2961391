package org.kapsurvey.questionnaire.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;

/** Collects the references of a tree. */
final class References implements Expression.Visitor<Map<String, Reference>> {
    private final Map<String, Reference> found = new LinkedHashMap<>();

    private References() {}

    static List<Reference> of(Expression expression) {
        return new ArrayList<>(expression.accept(new References()).values());
    }

    @Override
    public Map<String, Reference> number(NumberLiteral literal) {
        return found;
    }

    @Override
    public Map<String, Reference> text(TextLiteral literal) {
        return found;
    }

    @Override
    public Map<String, Reference> reference(Reference reference) {
        if (!found.containsKey(reference.name())) {
            found.put(reference.name(), reference);
        }
        return found;
    }

    @Override
    public Map<String, Reference> self(Self self) {
        return found;
    }

    @Override
    public Map<String, Reference> negation(Negation negation) {
        return negation.operand().accept(this);
    }

    @Override
    public Map<String, Reference> binary(Binary binary) {
        binary.left().accept(this);
        return binary.right().accept(this);
    }

    @Override
    public Map<String, Reference> call(Call call) {
        for (Expression argument : call.arguments()) {
            argument.accept(this);
        }
        return found;
    }
}
