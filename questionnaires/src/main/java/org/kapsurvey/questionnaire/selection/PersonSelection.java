package org.kapsurvey.questionnaire.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.definition.AskedOf;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.interview.Host;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * The persons of a household who are interviewed. For each target group, independently of the others, one of its m members on
 * the roster is drawn, each with probability 1/m; a person may be drawn for several. A person is selected with probability
 *
 * <pre>P = 1 − Π (1 − 1/m_g) over the groups g to which the person belongs.</pre>
 *
 * Every member of a group gets a random number from the round's seed, the household, the group and the person's id; the
 * smallest is drawn. So the order of the roster does not matter, and a later correction of it that neither adds a member to
 * the group nor removes the one who was drawn leaves the draw as it was. A group without a member draws nobody. Immutable.
 *
 * <p>Sources: Kish 1949, Journal of the American Statistical Association 44, 380–387 (one respondent of a household); Ohlsson
 * 1995, in Cox et al. (eds.), Business Survey Methods, ch. 9 (permanent random numbers).
 */
public final class PersonSelection {
    /** Keeps these draws apart from others of the same seed. */
    private static final String PURPOSE = "persons";

    private final Roster roster;
    private final int[] eligible;
    private final List<SelectedPerson> persons;

    private PersonSelection(Roster roster, int[] eligible, List<SelectedPerson> persons) {
        this.roster = roster;
        this.eligible = eligible;
        this.persons = Collections.unmodifiableList(persons);
    }

    /**
     * Draws.
     *
     * @param seed of the round
     */
    public static PersonSelection of(String seed, Roster roster) {
        RandomStream ofHousehold = RandomStream.of(seed, PURPOSE, roster.household());
        List<RosterPerson> members = roster.persons();
        int[] eligible = new int[roster.groups().size()];
        int[] drawn = new int[eligible.length];
        for (int group = 0; group < eligible.length; group++) {
            String name = roster.groups().get(group);
            RandomStream ofGroup = ofHousehold.split(name);
            long smallest = 0;
            drawn[group] = -1;
            for (int member = 0; member < members.size(); member++) {
                if (members.get(member).groups().contains(name)) {
                    long number = ofGroup.split(members.get(member).id()).nextLong();
                    if (eligible[group] == 0 || number < smallest) {
                        smallest = number;
                        drawn[group] = member;
                    }
                    eligible[group]++;
                }
            }
        }
        List<SelectedPerson> persons = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            persons.add(person(roster, members.get(member), member, eligible, drawn));
        }
        return new PersonSelection(roster, eligible, persons);
    }

    private static SelectedPerson person(Roster roster, RosterPerson person, int member, int[] eligible, int[] drawn) {
        List<String> drawnFor = new ArrayList<>();
        double missed = 1;
        for (int group = 0; group < eligible.length; group++) {
            if (person.groups().contains(roster.groups().get(group))) {
                missed *= 1 - 1.0 / eligible[group];
            }
            if (drawn[group] == member) {
                drawnFor.add(roster.groups().get(group));
            }
        }
        return new SelectedPerson(person.id(), person.groups(), Collections.unmodifiableList(drawnFor), 1 - missed);
    }

    /** m: how many members a target group has on the roster; 0 for a group that is none of the roster's. */
    public int eligible(String group) {
        int at = roster.groups().indexOf(group);
        return at < 0 ? 0 : eligible[at];
    }

    /** Every member of the household, in the order of the roster. */
    public List<SelectedPerson> persons() {
        return persons;
    }

    /** Those who are interviewed, in the order of the roster. */
    public List<SelectedPerson> selected() {
        List<SelectedPerson> selected = new ArrayList<>();
        for (SelectedPerson person : persons) {
            if (person.isSelected()) {
                selected.add(person);
            }
        }
        return selected;
    }

    /**
     * What the household's weight is multiplied by in the data of a form: 1/P where it is asked of every selected person who
     * belongs to its target group, m where it is asked only of the one who was drawn for it. Empty if it is not asked of this
     * person.
     *
     * @param group the form's target group
     */
    public OptionalDouble factor(SelectedPerson person, String group, AskedOf rule) {
        if (rule == AskedOf.DRAWN) {
            return person.drawnFor().contains(group) ? OptionalDouble.of(eligible(group)) : OptionalDouble.empty();
        }
        return person.isSelected() && person.groups().contains(group)
                ? OptionalDouble.of(1 / person.probability())
                : OptionalDouble.empty();
    }

    /**
     * Reads a roster and draws: docs/formats.md, "Selection of persons".
     *
     * @param seed of the round
     * @return the draw, or {@code {"faults": […]}} with every fault of the roster, as JSON
     */
    public static String json(String seed, String rosterJson, Host host) {
        try {
            return of(seed, Roster.parse("", rosterJson, host)).json();
        } catch (FaultsException refused) {
            return new JsonWriter()
                    .beginObject()
                    .name("faults")
                    .value(refused.faults())
                    .endObject()
                    .toString();
        }
    }

    /**
     * The probability that at least one of some members is selected, and so that a unit is reached of which each of them can
     * tell, as a couple or a child of two parents: 1 − Π (1 − r_g/m_g) over the groups, r_g of whose m_g members are among them.
     * The household's weight divided by it is the unit's weight, where all who can tell of it live in the household.
     *
     * @param ids of members; those of nobody on the roster count for nothing
     */
    public double probability(List<String> ids) {
        double missed = 1;
        for (int group = 0; group < eligible.length; group++) {
            int among = 0;
            for (SelectedPerson person : persons) {
                among += ids.contains(person.id())
                                && person.groups().contains(roster.groups().get(group))
                        ? 1
                        : 0;
            }
            if (among > 0) {
                missed *= 1 - (double) among / eligible[group];
            }
        }
        return 1 - missed;
    }

    private String json() {
        JsonWriter out = new JsonWriter().beginObject().name("household").value(roster.household());
        out.name("groups").beginArray();
        for (int group = 0; group < eligible.length; group++) {
            String name = roster.groups().get(group);
            out.beginObject().name("group").value(name);
            out.name("eligible").value(eligible[group]);
            out.name("drawn");
            SelectedPerson drawn = drawn(name);
            if (drawn == null) {
                out.nullValue();
            } else {
                out.value(drawn.id());
            }
            out.endObject();
        }
        out.endArray().name("selected").beginArray();
        for (SelectedPerson person : selected()) {
            out.beginObject().name("id").value(person.id());
            texts(out.name("groups"), person.groups());
            texts(out.name("drawnFor"), person.drawnFor());
            out.name("probability").value(person.probability()).endObject();
        }
        return out.endArray().endObject().toString();
    }

    private @Nullable SelectedPerson drawn(String group) {
        for (SelectedPerson person : persons) {
            if (person.drawnFor().contains(group)) {
                return person;
            }
        }
        return null;
    }

    private static void texts(JsonWriter out, List<String> texts) {
        out.beginArray();
        for (String text : texts) {
            out.value(text);
        }
        out.endArray();
    }
}
