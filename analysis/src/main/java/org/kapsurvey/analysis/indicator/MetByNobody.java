package org.kapsurvey.analysis.indicator;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.questionnaire.definition.PossibleAnswers;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;

/** Finds comparisons of a rule that no answer in any of the forms can meet: nobody would ever be counted. */
final class MetByNobody extends Walk {
    private static final Set<Operator> COMPARING = EnumSet.range(Operator.EQUAL, Operator.GREATER_OR_EQUAL);

    private final List<Questionnaire> forms;
    private final Set<String> parts;
    private final Faults faults;

    /** @param parts of the indicator so far: numbers, whatever they count */
    MetByNobody(List<Questionnaire> forms, Set<String> parts, Faults faults) {
        this.forms = forms;
        this.parts = parts;
        this.faults = faults;
    }

    @Override
    public Boolean binary(Binary binary) {
        Operator operator = binary.operator();
        if (COMPARING.contains(operator)) {
            check(binary.left(), answers -> answers.compared(operator, binary.right()));
            check(binary.right(), answers -> answers.compared(operator, binary.left()));
        }
        return super.binary(binary);
    }

    @Override
    public Boolean call(Call call) {
        if (call.function() == Function.SELECTED && call.arguments().get(1) instanceof TextLiteral code) {
            check(call.arguments().get(0), answers -> answers.selected(code));
        }
        return super.call(call);
    }

    /** One form whose answers fit is enough: the others' are counted as no. */
    private void check(Expression question, java.util.function.Function<PossibleAnswers, Optional<Fault>> comparison) {
        if (!(question instanceof Reference reference)) {
            return;
        }
        List<PossibleAnswers> asked = parts.contains(reference.name())
                ? List.of(new PossibleAnswers(reference.name(), QuestionType.DECIMAL, List.of()))
                : forms.stream()
                        .flatMap(form -> form.question(reference.name()).stream())
                        .map(PossibleAnswers::of)
                        .toList();
        List<Fault> found = asked.stream()
                .flatMap(answers -> comparison.apply(answers).stream())
                .toList();
        if (!found.isEmpty() && found.size() == asked.size()) {
            faults.addAll(found.subList(0, 1));
        }
    }
}
