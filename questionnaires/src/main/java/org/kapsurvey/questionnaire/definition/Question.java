package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;

/** A question, or a note, calculation or hidden value that stands among the questions. */
public final class Question {
    private final int slot;
    private final String name;
    private final QuestionType type;
    private final Labels label;
    private final Labels hint;
    private final @Nullable ChoiceList choices;
    private final @Nullable Formula choiceFilter;
    private final @Nullable Range range;
    private final @Nullable Formula required;
    private final Labels requiredMessage;
    private final @Nullable Formula relevant;
    private final @Nullable Formula constraint;
    private final Labels constraintMessage;
    private final @Nullable Formula warning;
    private final Labels warningMessage;
    private final @Nullable Formula readOnly;
    private final @Nullable Formula defaultAnswer;
    private final @Nullable Formula calculation;
    private final boolean neverNumber;
    private final boolean alwaysNumber;
    private final boolean alwaysText;
    private final List<String> values;
    private final String appearance;
    private final List<MissingCode> missing = new ArrayList<>();
    private final @Nullable Json kap;
    private final @Nullable Group group;

    Question(int slot, CompiledFields compiled, List<ChoiceList> lists, List<Group> groups) {
        this.slot = slot;
        name = compiled.text("name");
        type = QuestionType.known(compiled.text("type"));
        label = compiled.labels("label");
        hint = compiled.labels("hint");
        int list = compiled.whole("list");
        choices = list < 0 ? null : lists.get(list);
        choiceFilter = compiled.formula("filter");
        List<Json> bounds = compiled.items("range");
        range = bounds.isEmpty() ? null : new Range(number(bounds, 0), number(bounds, 1), number(bounds, 2));
        required = compiled.formula("required");
        requiredMessage = compiled.labels("requiredMessage");
        relevant = compiled.formula("relevant");
        constraint = compiled.formula("constraint");
        constraintMessage = compiled.labels("constraintMessage");
        warning = compiled.formula("warning");
        warningMessage = compiled.labels("warningMessage");
        readOnly = compiled.formula("readOnly");
        defaultAnswer = compiled.formula("default");
        calculation = compiled.formula("calculation");
        neverNumber = compiled.flag("neverNumber");
        alwaysNumber = compiled.flag("alwaysNumber");
        alwaysText = compiled.flag("alwaysText");
        values = compiled.texts("values");
        appearance = compiled.text("appearance");
        for (String code : compiled.texts("missing")) {
            MissingCode reason = MissingCode.of(code);
            if (reason != null) {
                missing.add(reason);
            }
        }
        kap = compiled.object().get("kap");
        int inner = compiled.whole("group");
        group = inner < 0 ? null : groups.get(inner);
    }

    private static double number(List<Json> bounds, int i) {
        return ((JsonNumber) bounds.get(i)).value();
    }

    /** Its number in the form, from 0. */
    public int slot() {
        return slot;
    }

    public String name() {
        return name;
    }

    public QuestionType type() {
        return type;
    }

    public Labels label() {
        return label;
    }

    public Labels hint() {
        return hint;
    }

    /** Null unless the type has choices. */
    public @Nullable ChoiceList choices() {
        return choices;
    }

    /** Which of the choices are offered; null if all are. */
    public @Nullable Formula choiceFilter() {
        return choiceFilter;
    }

    /** Null unless the type is range. */
    public @Nullable Range range() {
        return range;
    }

    /** Null if it needs no answer. */
    public @Nullable Formula required() {
        return required;
    }

    public Labels requiredMessage() {
        return requiredMessage;
    }

    /** Null if always relevant (as far as its group is). */
    public @Nullable Formula relevant() {
        return relevant;
    }

    /** What must hold of an answer; null if anything may. */
    public @Nullable Formula constraint() {
        return constraint;
    }

    public Labels constraintMessage() {
        return constraintMessage;
    }

    /** What should hold of an answer; null if nothing is unlikely. */
    public @Nullable Formula warning() {
        return warning;
    }

    public Labels warningMessage() {
        return warningMessage;
    }

    /** When the answer is shown and can't be changed; null if it always can. */
    public @Nullable Formula readOnly() {
        return readOnly;
    }

    /** What the device fills in once, when the question first becomes relevant in a new interview; null if nothing. */
    public @Nullable Formula defaultAnswer() {
        return defaultAnswer;
    }

    /** Null unless the type is calculate. */
    public @Nullable Formula calculation() {
        return calculation;
    }

    /** Whether it is a calculation that gives texts or times alone. */
    public boolean isNeverNumber() {
        return neverNumber;
    }

    /** Whether it is a calculation of which every value that is not empty reads as a number, a truth as 1 or 0. */
    public boolean isAlwaysNumber() {
        return alwaysNumber;
    }

    /** Whether it is a calculation that gives texts, times or days alone, and so no number where it is recorded. */
    public boolean isAlwaysText() {
        return alwaysText;
    }

    /** Of a calculation, one text for each value that it may have; empty if they can't be told. */
    public List<String> values() {
        return values;
    }

    /** Empty if none is given. */
    public String appearance() {
        return appearance;
    }

    /** Reasons that count as an answer, in the order of the form. */
    public List<MissingCode> missing() {
        return missing;
    }

    /** Null if it measures nothing. */
    public @Nullable KapItem kap() {
        return kap instanceof JsonObject item ? KapItem.of(new CompiledFields(item)) : null;
    }

    /** The innermost group; null at the top of the form. */
    public @Nullable Group group() {
        return group;
    }

    /** The innermost repeat around it; null if it is asked once in an interview. */
    public @Nullable Group repeat() {
        return group == null || group.isRepeat() ? group : group.repeatAround();
    }
}
