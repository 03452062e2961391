package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * The target groups that the forms of a round are asked of, beside those that a sample draws persons for. Names of groups are free texts
 * on both sides: one that is written otherwise in the sample than in the form would leave its persons unasked, and no rate would show it.
 */
public final class TargetGroups {
    private final List<Questionnaire> forms;

    private TargetGroups(List<Questionnaire> forms) {
        this.forms = forms;
    }

    /** Of the forms that a round asks of persons; inside a transaction of the caller's. The round itself need not be kept yet. */
    public static TargetGroups of(DSLContext tables, Round round) {
        return new TargetGroups(RoundTable.forms(tables, round).stream()
                .map(RoundTable.Form::questionnaire)
                .filter(form -> !round.isOfUnits(form))
                .toList());
    }

    /** Those of the groups that no form is asked of; none where a form is asked of everybody. */
    public List<String> withoutForm(List<String> groups) {
        return forms.isEmpty()
                        || forms.stream().anyMatch(form -> form.targetGroup().isEmpty())
                ? List.of()
                : groups.stream().filter(group -> !hasForm(group)).toList();
    }

    /** The forms of groups that are none of these, each as {@code form: "group"}; none where there are no groups. */
    public List<String> formsOfOthers(List<String> groups) {
        return groups.isEmpty()
                ? List.of()
                : forms.stream()
                        .filter(form -> !form.targetGroup().isEmpty() && !groups.contains(form.targetGroup()))
                        .map(TargetGroups::named)
                        .toList();
    }

    /**
     * Adds a fault that names all groups that no form is asked of and of which it is not said that they are not asked, and one that
     * names all that are said to be not asked but are, or are none of the sample's.
     *
     * @param groups for which the sample draws persons
     * @param notAsked groups whose persons are to be asked nothing in this round
     */
    public void check(List<String> groups, Set<String> notAsked, Place place, Faults faults) {
        List<String> without = withoutForm(groups);
        List<String> unsaid = new ArrayList<>(without);
        unsaid.removeAll(notAsked);
        if (!unsaid.isEmpty()) {
            faults.add(
                    place,
                    "No form of the round is asked of the groups " + quoted(unsaid)
                            + " of the sample; its forms with their groups: "
                            + forms.stream().map(TargetGroups::named).collect(Collectors.joining(", ")) + ".",
                    "Write the forms' groups in the sample plan and in the rosters and draw again, or load it into a round that has"
                            + " forms of these groups. Persons who are really to be asked nothing: ./kap sample load --not-asked "
                            + String.join(",", unsaid) + ".");
        }
        Set<String> needless = new TreeSet<>(notAsked);
        without.forEach(needless::remove);
        if (!needless.isEmpty()) {
            faults.add(
                    Place.ofFile("--not-asked"),
                    "The sample has no such groups without a form: " + quoted(List.copyOf(needless)) + ".",
                    without.isEmpty()
                            ? "Leave --not-asked out: every group has a form."
                            : "Those without a form are " + quoted(without) + ".");
        }
    }

    private boolean hasForm(String group) {
        return forms.stream().anyMatch(form -> form.targetGroup().equals(group));
    }

    private static String named(Questionnaire form) {
        return form.form() + ": \"" + form.targetGroup() + "\"";
    }

    private static String quoted(List<String> groups) {
        return groups.stream().map(group -> "\"" + group + "\"").collect(Collectors.joining(", "));
    }
}
