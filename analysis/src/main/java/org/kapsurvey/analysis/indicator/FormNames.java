package org.kapsurvey.analysis.indicator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** What expressions of one indicator may refer to. */
final class FormNames {
    private final Set<String> parts = new HashSet<>();

    void checkAge(JsonFields age, String item, int from, int to) {}

    void checkScale(List<JsonText> items, Faults faults) {}

    void checkReferences(Expression expression, Faults faults) {}

    void addPart(JsonFields fields, String name) {
        parts.add(name);
    }
}
