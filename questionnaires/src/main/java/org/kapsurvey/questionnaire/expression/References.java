package org.kapsurvey.questionnaire.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.expression.Expression.Reference;

/** Collects the references of a tree. */
final class References extends Walk {
    private final Map<String, Reference> found = new LinkedHashMap<>();

    private References() {}

    static List<Reference> of(Expression expression) {
        References references = new References();
        expression.accept(references);
        return new ArrayList<>(references.found.values());
    }

    @Override
    public Boolean reference(Reference reference) {
        if (!found.containsKey(reference.name())) {
            found.put(reference.name(), reference);
        }
        return true;
    }
}
