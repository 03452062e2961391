package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.SAMPLE_PERSON;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.generated.tables.records.SamplePersonRecord;
import org.kapsurvey.questionnaire.definition.AskedOf;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/**
 * Whom of a round's selected persons its form is asked of, and their weights. A form of a target group is asked of its members: of
 * all who were selected, with the household's weight over the probability of being drawn for any group; or of the one drawn for the
 * group, with the household's weight times the group's members. Others keep their place in the design with the weight 0. Where the
 * round has no drawn sample, or the form no group, it is asked of everybody.
 *
 * <p>Source: Kish 1949, Journal of the American Statistical Association 44, 380–387; docs/methods.md, "Selection of persons".
 */
final class AskedPersons {
    private final String group;
    private final AskedOf rule;
    private final Map<String, SamplePersonRecord> persons;

    private AskedPersons(String group, AskedOf rule, Map<String, SamplePersonRecord> persons) {
        this.group = group;
        this.rule = rule;
        this.persons = persons;
    }

    /** Of a round and its form; inside a transaction of the caller's. */
    static AskedPersons of(DSLContext tables, String round, Questionnaire form) {
        Map<String, SamplePersonRecord> persons = new HashMap<>();
        if (!form.targetGroup().isEmpty()) {
            tables.selectFrom(SAMPLE_PERSON)
                    .where(SAMPLE_PERSON.ROUND_ID.eq(round))
                    .forEach(row -> persons.put(row.getSelectionId(), row));
        }
        return new AskedPersons(form.targetGroup(), form.askedOf(), persons);
    }

    boolean isAsked(String person) {
        @Nullable SamplePersonRecord row = persons.get(person);
        return row == null
                || List.of(rule == AskedOf.DRAWN ? row.getDrawnFor() : row.getGroups())
                        .contains(group);
    }

    /**
     * The weight of a person in the form's data.
     *
     * @param selected the weight of everybody who was selected: the household's over the probability of being selected in it
     * @throws FaultsException if it needs the number of a group's members, and that was not kept
     */
    double weight(String person, double selected) {
        @Nullable SamplePersonRecord row = persons.get(person);
        if (row == null) {
            return selected;
        }
        if (!isAsked(person)) {
            return 0;
        }
        if (rule == AskedOf.SELECTED) {
            return selected;
        }
        int place = List.of(row.getDrawnFor()).indexOf(group);
        if (place >= row.getMembers().length) {
            throw new FaultsException(List.of(new Fault(
                    Place.ofFile("sample"),
                    "It is not known how many members of \"" + group + "\" the households of the round have.",
                    "Load the sample into a new round: ./kap sample load keeps the numbers now.")));
        }
        return selected * row.getProbability() * row.getMembers()[place];
    }
}
