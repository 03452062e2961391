package org.kapsurvey.questionnaire.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.Host;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * The list of a household's members and of the round's target groups:
 *
 * <pre>{"household": "31-0007-012", "groups": ["adult", "older"], "persons": [{"id": "1", "groups": ["adult"]}, {"id": "2"}]}</pre>
 *
 * Texts are brought into normalisation form C on the way in, so that a household is the same whatever keyboard wrote it.
 * Immutable.
 */
public final class Roster {
    private static final int MOST_PERSONS = 1_000;
    private static final int MOST_GROUPS = 100;
    private static final int LONGEST = 100;

    private final String household;
    private final List<String> groups;
    private final List<RosterPerson> persons;

    private Roster(String household, List<String> groups, List<RosterPerson> persons) {
        this.household = household;
        this.groups = Collections.unmodifiableList(groups);
        this.persons = Collections.unmodifiableList(persons);
    }

    /**
     * Reads a roster.
     *
     * @param file the name that faults carry
     * @throws FaultsException with every fault: an empty or overlong text, a person or group twice, a person of a group that is
     *     not the round's, more than 1,000 persons or 100 groups
     */
    public static Roster parse(String file, String json, Host host) {
        Faults faults = new Faults();
        Roster roster = new Reader(host, faults).read(JsonFields.of(JsonReader.read(file, json), "A roster", faults));
        faults.throwIfAny();
        return roster;
    }

    /** The household's id, in normalisation form C. */
    public String household() {
        return household;
    }

    /** The round's target groups; never twice the same. */
    public List<String> groups() {
        return groups;
    }

    /** In the order of the list; no id twice. */
    public List<RosterPerson> persons() {
        return persons;
    }

    /** Walks one roster. */
    private static final class Reader {
        private final Host host;
        private final Faults faults;

        Reader(Host host, Faults faults) {
            this.host = host;
            this.faults = faults;
        }

        Roster read(JsonFields roster) {
            String household = "";
            if (roster.value("household").orElse(null) instanceof JsonText id) {
                household = text(id, "The household's id");
            } else {
                roster.text("household");
            }
            List<String> groups = distinct(upTo(MOST_GROUPS, roster, "groups", roster.jsonTexts("groups")));
            List<JsonFields> members = upTo(MOST_PERSONS, roster, "persons", roster.objects("persons"));
            roster.refuseUnknown();
            Map<String, Place> ids = new LinkedHashMap<>();
            List<RosterPerson> persons = new ArrayList<>();
            for (JsonFields member : members) {
                persons.add(person(member, groups, ids));
                member.refuseUnknown();
            }
            return new Roster(household, groups, persons);
        }

        private RosterPerson person(JsonFields member, List<String> groups, Map<String, Place> ids) {
            String id = "";
            Optional<Json> written = member.value("id");
            if (written.isPresent() && written.get() instanceof JsonText found) {
                id = text(found, "A person's id");
                Place other = ids.get(id);
                if (other != null) {
                    faults.add(
                            found.place(),
                            "The person \"" + id + "\" is on the roster twice, first at " + other.toString() + ".",
                            "Give every member of the household an id of its own.");
                }
                ids.put(id, found.place());
            } else {
                member.text("id");
            }
            List<JsonText> named = upTo(
                    MOST_GROUPS,
                    member,
                    "groups",
                    member.has("groups") ? member.jsonTexts("groups") : new ArrayList<>());
            List<String> given = distinct(named);
            for (JsonText name : named) {
                String group = host.nfc(name.value());
                if (!group.isEmpty() && !groups.contains(group)) {
                    faults.add(
                            name.place(),
                            "The group \"" + group + "\" is none of the roster's.",
                            "Its groups: " + JsonFields.listed(groups) + "." + JsonFields.suggestion(group, groups));
                }
            }
            List<String> ordered = new ArrayList<>();
            for (String group : groups) {
                if (given.contains(group)) {
                    ordered.add(group);
                }
            }
            return new RosterPerson(id, Collections.unmodifiableList(ordered));
        }

        private List<String> distinct(List<JsonText> names) {
            List<String> found = new ArrayList<>();
            for (JsonText name : names) {
                String group = text(name, "The name of a group");
                if (found.contains(group)) {
                    faults.add(name.place(), "The group \"" + group + "\" is named twice.", "Name it once.");
                } else {
                    found.add(group);
                }
            }
            return found;
        }

        private String text(JsonText given, String what) {
            String normal = host.nfc(given.value());
            if (normal.isEmpty()) {
                faults.add(given.place(), what + " is empty.", "Write one.");
            }
            if (normal.codePointCount(0, normal.length()) > LONGEST) {
                faults.add(
                        given.place(),
                        what + " is longer than " + String.valueOf(LONGEST) + " characters.",
                        "Write a shorter one.");
            }
            return normal;
        }

        /** The first of a list that is longer than allowed, which is a fault: the others would only cost time. */
        private <T> List<T> upTo(int most, JsonFields fields, String key, List<T> all) {
            if (all.size() <= most) {
                return all;
            }
            fields.fault(
                    key,
                    "\"" + key + "\" holds " + String.valueOf(all.size()) + ", more than " + String.valueOf(most) + ".",
                    "List only members of one household and the groups that the round asks.");
            return all.subList(0, most);
        }
    }
}
