package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.SAMPLE_PERSON;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.questionnaire.definition.AskedOf;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Which of a round's forms each of its selected persons is asked, and their weights. A form of a target group is asked of its members:
 * of all who were selected, with the household's weight over the probability of being drawn for any group; or of the one drawn for
 * the group, with the household's weight times the group's members. A form without a group is asked of everybody, and so is every
 * form of a person whose groups nothing tells.
 *
 * <p>A person who is asked any form has one weight over all of them: the inverse of the probability of being asked any. That is the
 * probability of being selected, but where he belongs only to groups whose forms are asked of the one drawn; there it is
 * 1 − Π (1 − 1/m_g) over these. Whoever is asked none keeps his place in the design with the weight 0.
 *
 * <p>Source: Kish 1949, Journal of the American Statistical Association 44, 380–387; docs/methods.md, "Selection of persons".
 */
final class AskedPersons {
    private final List<Questionnaire> forms;
    private final Map<String, Person> persons;

    AskedPersons(List<Questionnaire> forms, Map<String, Person> persons) {
        this.forms = List.copyOf(forms);
        this.persons = persons;
    }

    /**
     * What is known of a selected person.
     *
     * @param drawnFor the groups for which they were drawn; null of somebody who was selected without a household
     * @param probability of being selected, given the household
     * @param members how many members each group of the household has, as far as that was kept; shared by the household's persons
     */
    record Person(
            List<String> groups, @Nullable List<String> drawnFor, double probability, Map<String, Integer> members) {}

    /** Of a round and its forms; inside a transaction of the caller's. */
    static AskedPersons of(DSLContext tables, String round, List<Questionnaire> forms) {
        Map<String, Person> persons = new HashMap<>();
        if (forms.stream().allMatch(form -> form.targetGroup().isEmpty())) {
            return new AskedPersons(forms, persons);
        }
        tables.select(SELECTION.SELECTION_ID, SELECTION.GROUPS)
                .from(SELECTION)
                .where(SELECTION
                        .ROUND_ID
                        .eq(round)
                        .and(SELECTION.GROUPS.ne(new String[0]))
                        .and(Scope.of(SELECTION)))
                .forEach(row -> persons.put(row.value1(), new Person(List.of(row.value2()), null, 1, Map.of())));
        Map<String, Map<String, Integer>> households = new HashMap<>();
        tables.selectFrom(SAMPLE_PERSON)
                .where(SAMPLE_PERSON.ROUND_ID.eq(round).and(Scope.of(SAMPLE_PERSON)))
                .forEach(row -> {
                    Map<String, Integer> members =
                            households.computeIfAbsent(row.getHousehold(), household -> new HashMap<>());
                    // Who was drawn for a group says of the household how many belong to it.
                    for (int place = 0; place < row.getMembers().length; place++) {
                        members.put(row.getDrawnFor()[place], row.getMembers()[place]);
                    }
                    persons.put(
                            row.getSelectionId(),
                            new Person(
                                    List.of(row.getGroups()),
                                    List.of(row.getDrawnFor()),
                                    row.getProbability(),
                                    members));
                });
        return new AskedPersons(forms, persons);
    }

    /** Whether a person belongs to those whom a form is about, asked or not. */
    boolean belongs(String person, Questionnaire form) {
        @Nullable Person known = persons.get(person);
        return known == null || form.targetGroup().isEmpty() || known.groups().contains(form.targetGroup());
    }

    boolean isAsked(String person, Questionnaire form) {
        @Nullable Person known = persons.get(person);
        if (known == null || known.drawnFor() == null || !isOfTheDrawn(form)) {
            return belongs(person, form);
        }
        return known.drawnFor().contains(form.targetGroup());
    }

    /**
     * The groups of a selected person who is asked no form, for none of them has one: those that they were drawn for, or that they were
     * selected with. Empty of whoever is asked any.
     */
    List<String> groupsWithoutForm(String person) {
        @Nullable Person known = persons.get(person);
        return known == null || forms.stream().anyMatch(form -> isAsked(person, form))
                ? List.of()
                : known.drawnFor() == null ? known.groups() : known.drawnFor();
    }

    private static boolean isOfTheDrawn(Questionnaire form) {
        return form.askedOf() == AskedOf.DRAWN && !form.targetGroup().isEmpty();
    }

    /**
     * The weight of a person who is asked any of the forms; 0 of one who is asked none.
     *
     * @param selected the weight of everybody who was selected: the household's over the probability of being selected in it
     * @throws FaultsException if it needs the number of a group's members, and that was not kept
     */
    double weight(String person, double selected) {
        if (forms.stream().noneMatch(form -> isAsked(person, form))) {
            return 0;
        }
        @Nullable Person known = persons.get(person);
        if (known == null || known.drawnFor() == null) {
            return selected;
        }
        List<Questionnaire> own =
                forms.stream().filter(form -> belongs(person, form)).toList();
        if (!own.stream().allMatch(AskedPersons::isOfTheDrawn)) {
            return selected;
        }
        double none = 1;
        for (String group :
                own.stream().map(Questionnaire::targetGroup).distinct().toList()) {
            none *= 1 - 1.0 / members(known, group);
        }
        return selected * known.probability() / (1 - none);
    }

    /** The weight of a person in the data of one of the forms; 0 of one who is not asked it. */
    double weight(String person, Questionnaire form, double selected) {
        if (!isAsked(person, form)) {
            return 0;
        }
        @Nullable Person known = persons.get(person);
        return known == null || known.drawnFor() == null || !isOfTheDrawn(form)
                ? selected
                : selected * known.probability() * members(known, form.targetGroup());
    }

    private static int members(Person person, String group) {
        @Nullable Integer members = person.members().get(group);
        if (members == null) {
            throw new FaultsException(List.of(new Fault(
                    Place.ofFile("sample"),
                    "It is not known how many members of \"" + group + "\" the households of the round have.",
                    "Load the sample into a new round: ./kap sample load keeps the numbers now.")));
        }
        return members;
    }
}
