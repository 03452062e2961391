package org.kapsurvey.analysis.sampling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.selection.Roster;
import org.kapsurvey.questionnaire.selection.RosterPerson;

/**
 * A drawn sample as files; docs/formats.md describes them. The same sample gives the same bytes, whatever stages it was drawn
 * in.
 */
public final class SampleFiles {
    public static final String PSUS = "psus.csv";
    public static final String SSUS = "ssus.csv";
    public static final String HOUSEHOLDS = "households.csv";
    public static final String SELECTION = "selection.csv";
    public static final String AREAS = "areas.csv";
    public static final String LISTING = "listing.csv";
    public static final String ROSTERS = "rosters.csv";
    public static final String RUN = "run.json";
    public static final String LISTS = "lists.html";

    public static final List<String> UNIT_COLUMNS = List.of(
            "stratum",
            "psu",
            "ssu",
            "code",
            "name",
            "within",
            "areas",
            "size",
            "probability",
            "self_representing",
            "segments",
            "segment",
            "inclusion_probability",
            "kept");
    public static final List<String> ROSTER_COLUMNS = List.of("household", "person", "groups");
    public static final List<String> HOUSEHOLD_COLUMNS = List.of(
            "stratum",
            "psu",
            "ssu",
            "cluster",
            "household",
            "number",
            "listed",
            "probability",
            "inclusion_probability",
            "design_weight");
    public static final List<String> PERSON_COLUMNS = List.of(
            "selection",
            "stratum",
            "psu",
            "ssu",
            "cluster",
            "household",
            "person",
            "groups",
            "drawn_for",
            "probability",
            "inclusion_probability",
            "design_weight");

    private SampleFiles() {}

    /** A file that was read and the hash of its bytes. */
    public record Input(String name, String sha256) {}

    /**
     * The files by name.
     *
     * @param version of the program
     * @param planText what the plan's hash is of
     * @param inputs further files that were read
     */
    public static Map<String, String> of(DrawnSample sample, String version, String planText, List<Input> inputs) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(PSUS, units(sample.first()));
        sample.second().ifPresent(second -> files.put(SSUS, units(second)));
        if (!sample.given().isEmpty()) {
            files.put(AREAS, Frame.csv(sample.given()));
        }
        sample.listings().ifPresent(listings -> {
            files.put(LISTING, listing(listings));
            files.put(HOUSEHOLDS, households(sample.households()));
        });
        sample.persons().ifPresent(persons -> {
            files.put(ROSTERS, rosters(sample));
            files.put(SELECTION, persons(persons));
        });
        files.put(
                LISTS,
                ClusterLists.html(
                        sample.plan().name(),
                        sample.first(),
                        sample.second(),
                        sample.households(),
                        sample.persons().orElse(List.of()),
                        Map.of()));
        files.put(RUN, run(sample, version, planText, inputs, files));
        return files;
    }

    /** {@code rosters.csv}: who was listed in each household, in the order of {@code households.csv}; numbers, no names. */
    private static String rosters(DrawnSample sample) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, ROSTER_COLUMNS);
        for (DrawnHousehold household : sample.households()) {
            Roster roster = sample.rosters().get(household.household());
            if (roster != null) {
                for (RosterPerson person : roster.persons()) {
                    CsvLine.append(csv, List.of(household.household(), person.id(), String.join(" ", person.groups())));
                }
            }
        }
        return csv.toString();
    }

    /** {@code psus.csv} or {@code ssus.csv}. */
    public static String units(List<DrawnUnit> units) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, UNIT_COLUMNS);
        for (DrawnUnit unit : units) {
            CsvLine.append(
                    csv,
                    List.of(
                            unit.stratum(),
                            unit.psu(),
                            unit.ssu(),
                            unit.code(),
                            unit.name(),
                            unit.within(),
                            String.join(" ", unit.areas()),
                            String.valueOf(unit.size()),
                            Numbers.print(unit.probability()),
                            unit.selfRepresenting() ? "1" : "0",
                            String.valueOf(unit.segments()),
                            String.valueOf(unit.segment()),
                            Numbers.print(unit.inclusionProbability()),
                            unit.kept() ? "1" : "0"));
        }
        return csv.toString();
    }

    /** {@code households.csv}. */
    public static String households(List<DrawnHousehold> households) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, HOUSEHOLD_COLUMNS);
        for (DrawnHousehold household : households) {
            CsvLine.append(
                    csv,
                    List.of(
                            household.stratum(),
                            household.psu(),
                            household.ssu(),
                            household.cluster(),
                            household.household(),
                            String.valueOf(household.number()),
                            String.valueOf(household.listed()),
                            Numbers.print(household.probability()),
                            Numbers.print(household.inclusionProbability()),
                            Numbers.print(household.designWeight())));
        }
        return csv.toString();
    }

    private static String persons(List<DrawnPerson> persons) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, PERSON_COLUMNS);
        for (DrawnPerson person : persons) {
            DrawnHousehold household = person.household();
            CsvLine.append(
                    csv,
                    List.of(
                            person.selection(),
                            household.stratum(),
                            household.psu(),
                            household.ssu(),
                            household.cluster(),
                            household.household(),
                            person.person(),
                            String.join(" ", person.groups()),
                            String.join(" ", person.drawnFor()),
                            Numbers.print(person.probability()),
                            Numbers.print(person.inclusionProbability()),
                            Numbers.print(person.designWeight())));
        }
        return csv.toString();
    }

    private static String listing(List<Listing> listings) {
        StringBuilder csv = new StringBuilder("cluster,household\n");
        for (Listing listing : listings) {
            for (Listing.Household household : listing.households()) {
                CsvLine.append(csv, List.of(listing.cluster(), household.id()));
            }
        }
        return csv.toString();
    }

    private static String run(
            DrawnSample sample, String version, String planText, List<Input> inputs, Map<String, String> files) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("format").value("kap-sample/1");
        json.name("versions").beginObject().name("kap-survey").value(version).endObject();
        json.name("name").value(sample.plan().name());
        json.name("seed").value(sample.seed());
        json.name("round").value(sample.round());
        json.name("personSeed").value(DrawnSample.personSeed(sample.seed(), sample.round()));
        json.name("plan").beginObject();
        json.name("sha256").value(ContentHash.of(planText)).endObject();
        json.name("frame").beginObject();
        json.name("id").value(sample.frame().id());
        json.name("date").value(sample.frame().date().toString());
        json.name("sha256").value(sample.frame().hash()).endObject();
        json.name("inputs").beginArray();
        for (Input input : inputs) {
            json.beginObject().name("file").value(input.name());
            json.name("sha256").value(input.sha256()).endObject();
        }
        json.endArray();
        json.name("strata").value((int)
                sample.first().stream().map(DrawnUnit::stratum).distinct().count());
        json.name("psus").value(sample.first().size());
        json.name("selfRepresenting").value((int)
                sample.first().stream().filter(DrawnUnit::selfRepresenting).count());
        sample.second().ifPresent(second -> json.name("ssus").value(second.size()));
        sample.listings().ifPresent(listings -> {
            json.name("listedClusters").value(listings.size());
            json.name("households").value(sample.households().size());
        });
        sample.plan().persons().ifPresent(stage -> {
            json.name("groups").beginArray();
            stage.groups().forEach(json::value);
            json.endArray();
        });
        sample.persons().ifPresent(persons -> json.name("persons").value(persons.size()));
        json.name("notes").beginArray();
        sample.notes().forEach(note -> note.write(json));
        json.endArray().name("files").beginArray();
        files.forEach((name, text) -> {
            json.beginObject().name("file").value(name);
            json.name("sha256").value(ContentHash.of(text)).endObject();
        });
        return json.endArray().endObject() + "\n";
    }
}
