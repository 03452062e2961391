package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** What the rules of one indicator may refer to: the questions of its form, and its own parts once they are defined. */
final class FormNames {
    private final @Nullable Questionnaire form;
    private final Set<String> parts = new LinkedHashSet<>();

    private FormNames(@Nullable Questionnaire form) {
        this.form = form;
    }

    /** The names of a form; a fault if forms are given and it is not among them. Without forms nothing is checked. */
    static FormNames of(String formId, JsonFields indicator, List<Questionnaire> forms) {
        Optional<Questionnaire> form =
                forms.stream().filter(f -> f.form().equals(formId)).findFirst();
        if (form.isEmpty() && !forms.isEmpty() && indicator.has("form")) {
            indicator.fault(
                    "form",
                    "There is no form \"" + formId + "\".",
                    "Forms: "
                            + JsonFields.listed(
                                    forms.stream().map(Questionnaire::form).toList()) + ".");
        }
        return new FormNames(form.orElse(null));
    }

    void addPart(JsonFields part, String name) {
        if (form != null && form.question(name).isPresent()) {
            part.fault(
                    "id",
                    "Part \"" + name + "\" has the name of a question of form \"" + form.form() + "\".",
                    "Give the part another id, for instance with the indicator's number in front.");
        }
        parts.add(name);
    }

    /** Every {@code ${x}} must be a question that has an answer, or a part that stands before. */
    void checkReferences(Expression expression, Faults faults) {
        if (form == null) {
            return;
        }
        for (Expression.Reference reference : Expression.references(expression)) {
            boolean known = parts.contains(reference.name())
                    || form.question(reference.name())
                            .filter(q -> q.type().hasAnswer())
                            .isPresent();
            if (!known) {
                faults.add(
                        reference.place(),
                        "Form \"" + form.form() + "\" has no question \"" + reference.name()
                                + "\", and no part of that id stands before.",
                        "Name a question of the form." + JsonFields.suggestion(reference.name(), answered(form)));
            }
        }
    }

    void checkScale(List<JsonText> items, Faults faults) {
        if (form == null) {
            return;
        }
        for (JsonText item : items) {
            Optional<Question> question = form.question(item.value());
            if (question.isEmpty()) {
                faults.add(
                        item.place(),
                        "Form \"" + form.form() + "\" has no question \"" + item.value() + "\".",
                        "Name a question of the form." + JsonFields.suggestion(item.value(), answered(form)));
            } else if (IndicatorColumns.key(question.get()).isEmpty()) {
                faults.add(
                        item.place(),
                        "Question \"" + item.value() + "\" has no right answer, so it can't be scored.",
                        "Give it \"kap\": {\"right\": [code]} in the form, or leave it out of the scale.");
            }
        }
    }

    /** The age must be a number that the whole group can give. */
    void checkAge(JsonFields age, String item, int from, int to) {
        if (form == null || !age.has("item")) {
            return;
        }
        Optional<Question> question = form.question(item);
        if (question.isEmpty()) {
            age.fault(
                    "item",
                    "Form \"" + form.form() + "\" has no question \"" + item + "\".",
                    "Name the question that holds the age." + JsonFields.suggestion(item, answered(form)));
        } else if (!isNumber(question.get().type())) {
            age.fault(
                    "item",
                    "Question \"" + item + "\" is of type "
                            + question.get().type().written() + ", an age is a number.",
                    "Name a question of type integer or a calculation.");
        } else {
            AgeLimits.refused(question.get(), from, to)
                    .ifPresent(refused -> age.fault(
                            "item",
                            "The form does not take the age " + refused + " in question \"" + item
                                    + "\", so people of that age can't be counted.",
                            "Make the group's ages and the question's constraint agree."));
        }
    }

    private static boolean isNumber(QuestionType type) {
        return type == QuestionType.INTEGER || type == QuestionType.DECIMAL || type == QuestionType.CALCULATE;
    }

    private static List<String> answered(Questionnaire form) {
        List<String> names = new ArrayList<>();
        for (Question question : form.questions()) {
            if (question.type().hasAnswer()) {
                names.add(question.name());
            }
        }
        return names;
    }
}
