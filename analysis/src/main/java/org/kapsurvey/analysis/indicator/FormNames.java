package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * What the rules of one indicator may refer to: questions that every form of its groups has, and its own parts once they are
 * defined. Without forms nothing is checked.
 */
final class FormNames {
    private final List<Questionnaire> known;
    private final boolean all;
    private final boolean numbers;
    private boolean someAbsent;
    private final List<Questionnaire> forms = new ArrayList<>();
    private final List<About> groups = new ArrayList<>();
    /** The parts so far, each with the least and the most that it can be; infinite where no form tells. */
    private final Map<String, PartRange> parts = new LinkedHashMap<>();

    /**
     * Of the forms that are known.
     *
     * @param all whether a form that is not known is a fault; else nothing is checked of an indicator with such a one but the
     *     conditions of its groups
     * @param numbers whether rules are added up or averaged, as those of units, and not only hold or not
     */
    FormNames(List<Questionnaire> known, boolean all, boolean numbers) {
        this.known = known;
        this.all = all;
        this.numbers = numbers;
    }

    /** Adds the form that a group answers; a fault if forms are given and it is not among them. */
    Optional<Questionnaire> addForm(JsonFields group, String formId) {
        Optional<Questionnaire> form =
                known.stream().filter(one -> one.form().equals(formId)).findFirst();
        if (form.isEmpty() && (known.isEmpty() || !all)) {
            someAbsent = true;
            forms.clear();
        } else if (form.isEmpty() && group.has("form")) {
            group.fault(
                    "form",
                    "There is no form \"" + formId + "\".",
                    "Forms: "
                            + JsonFields.listed(known.stream()
                                    .map(Questionnaire::form)
                                    .distinct()
                                    .toList()) + ".");
        }
        form.filter(one -> !someAbsent && !forms.contains(one)).ifPresent(forms::add);
        return form;
    }

    boolean isPart(String name) {
        return parts.containsKey(name);
    }

    /** The question of that name in each form of the groups that has it. */
    List<Question> questions(String name) {
        return forms.stream().flatMap(form -> form.question(name).stream()).toList();
    }

    void addPart(JsonFields part, String name, PartRange range) {
        for (Questionnaire form : forms) {
            if (form.question(name).isPresent()) {
                part.fault(
                        "id",
                        "Part \"" + name + "\" has the name of a question of form \"" + form.form() + "\".",
                        "Give the part another id, for instance with the indicator's number in front.");
            }
        }
        parts.put(name, range);
    }

    /**
     * Every {@code ${x}} must be a question with an answer of every group's form, or a part that stands before.
     *
     * @param condition whether the whole is a condition
     */
    void checkReferences(Expression expression, boolean condition, Faults faults) {
        int before = faults.size();
        forms.forEach(form -> everyNameIsKnown(expression, form, faults));
        MetByNobody.check(expression, condition, numbers, forms, parts, faults);
        if (faults.size() == before && !forms.isEmpty()) {
            new PlanColumns(forms, parts.keySet()).check(expression, condition, numbers, faults);
        }
    }

    /** The same of a condition in one group's form, whatever other forms have. */
    void checkReferences(Expression expression, Questionnaire form, Faults faults) {
        int before = faults.size();
        everyNameIsKnown(expression, form, faults);
        MetByNobody.check(expression, true, numbers, List.of(form), parts, faults);
        WithoutAnswer.check(expression, faults);
        if (faults.size() == before) {
            new PlanColumns(List.of(form), parts.keySet()).check(expression, true, false, faults);
        }
    }

    /**
     * Notes whom a group is about; a fault if nobody of its ages meets its condition.
     *
     * @param ages the ages as a condition
     */
    void addGroup(Optional<Expression> ages, Optional<Expression> where, Questionnaire form, Faults faults) {
        if (ages.isPresent() && where.isPresent()) {
            MetByNobody.checkTogether(ages.get(), where.get(), List.of(form), parts, faults);
        }
        Optional<Expression> about =
                where.map(one -> ages.map(aged -> and(aged, one)).orElse(one)).or(() -> ages);
        groups.add(new About(form, about));
    }

    /** A fault if in no group anybody meets a condition that somebody meets elsewhere: by age, or by the group's own condition. */
    void refuseNobody(Expression condition, Faults faults) {
        Faults first = new Faults();
        for (About group : groups) {
            Faults own = first.isEmpty() ? first : new Faults();
            Expression about = group.condition().orElse(new NumberLiteral(1, condition.place()));
            MetByNobody.checkTogether(about, condition, List.of(group.form()), parts, own);
            if (own.isEmpty()) {
                return;
            }
        }
        if (!someAbsent) {
            faults.addAll(first.list());
        }
    }

    static Expression and(Expression one, Expression other) {
        return new Binary(Operator.AND, one, other, other.place());
    }

    private record About(Questionnaire form, Optional<Expression> condition) {}

    private void everyNameIsKnown(Expression expression, Questionnaire form, Faults faults) {
        for (Expression.Reference reference : Expression.references(expression)) {
            boolean found = parts.containsKey(reference.name())
                    || form.question(reference.name())
                            .filter(q -> q.type().hasAnswer())
                            .isPresent();
            if (!found) {
                faults.add(
                        reference.place(),
                        "Form \"" + form.form() + "\" has no question \"" + reference.name()
                                + "\", and no part of that id stands before.",
                        "Name a question of the form." + JsonFields.suggestion(reference.name(), answered(form)));
            } else if (!parts.containsKey(reference.name())) {
                refuseRepeated(form, reference.name(), reference.place(), faults);
            }
        }
    }

    /** What stands in a repeat has several answers of one person, and no column in the table of persons. */
    private static void refuseRepeated(Questionnaire form, String name, Place place, Faults faults) {
        Optional<Group> repeat = form.question(name).flatMap(question -> Optional.ofNullable(question.repeat()));
        repeat.ifPresent(around -> faults.add(
                place,
                "Question \"" + name + "\" stands in the repeat \"" + around.name() + "\" of form \"" + form.form()
                        + "\", so it has no column in the table of those who answer.",
                "Let a calculation outside the repeat sum it up, and name that."));
    }

    /** @param scored whether the items need points, and not only right answers */
    void checkItems(List<JsonText> items, boolean scored, Faults faults) {
        for (JsonText item : items) {
            Optional<ItemKey> first = Optional.empty();
            for (Questionnaire form : forms) {
                Optional<Question> question = form.question(item.value());
                if (question.isEmpty()) {
                    faults.add(
                            item.place(),
                            "Form \"" + form.form() + "\" has no question \"" + item.value() + "\".",
                            "Name a question of the form." + JsonFields.suggestion(item.value(), answered(form)));
                    continue;
                }
                refuseRepeated(form, item.value(), item.place(), faults);
                Optional<ItemKey> key = question.flatMap(ItemKey::of);
                boolean keyed = scored
                        ? key.isPresent()
                        : !ItemKey.right(question.get()).isEmpty();
                if (!keyed) {
                    faults.add(
                            item.place(),
                            "Question \"" + item.value() + "\" has no right answer" + (scored ? " and no points" : "")
                                    + ", so it can't be scored.",
                            "Give it \"kap\": {\"right\": [code]} in the form, or leave it out of the scale.");
                } else if (first.isPresent() && key.isPresent() && !first.get().agreesWith(key.get())) {
                    faults.add(
                            item.place(),
                            "Form \"" + form.form() + "\" scores \"" + item.value() + "\" otherwise than form \""
                                    + forms.get(0).form() + "\".",
                            "Give the question the same choices and the same \"kap\" in both, or another name in one.");
                }
                first = first.or(() -> key);
            }
        }
    }

    /** The fewest and the most points of all items together; empty if an item has no points, or no form is known. */
    Optional<double[]> points(List<String> items) {
        double[] points = {0, 0};
        for (String item : items) {
            Optional<ItemKey> key = forms.stream()
                    .flatMap(form -> form.question(item).stream())
                    .flatMap(question -> ItemKey.of(question).stream())
                    .findFirst();
            if (key.isEmpty()) {
                return Optional.empty();
            }
            points[0] += key.get().least();
            points[1] += key.get().most();
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(points);
    }

    /** The age must be a number that the whole group can give. */
    static void checkAge(JsonFields age, Questionnaire form, String item, int from, int to) {
        if (!age.has("item")) {
            return;
        }
        Optional<Question> question = form.question(item);
        if (question.isEmpty()) {
            age.fault(
                    "item",
                    "Form \"" + form.form() + "\" has no question \"" + item + "\".",
                    "Name the question that holds the age." + JsonFields.suggestion(item, answered(form)));
        } else if (question.get().repeat() != null) {
            refuseRepeated(form, item, age.place("item"), age.faults());
        } else if (question.get().isNeverNumber()) {
            age.fault(
                    "item",
                    "The calculation \"" + item + "\" never gives a number, an age is one.",
                    "Name a question of type integer or a calculation that gives a number.");
        } else if (!isNumber(question.get().type())) {
            age.fault(
                    "item",
                    "Question \"" + item + "\" is of type "
                            + question.get().type().written() + ", an age is a number.",
                    "Name a question of type integer or a calculation that gives a number.");
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
