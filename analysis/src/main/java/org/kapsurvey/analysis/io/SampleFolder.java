package org.kapsurvey.analysis.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.sampleplan.PersonStage;
import org.kapsurvey.analysis.sampling.Assignment.Cluster;
import org.kapsurvey.analysis.sampling.Assignment.Surveyor;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnPerson;
import org.kapsurvey.analysis.sampling.DrawnSample;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.SampleFiles;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * A drawn sample read from its folder.
 *
 * @param frameDate {@code YYYY-MM-DD}
 * @param second empty if there is no second stage, or nothing was drawn in it yet
 * @param groups the target groups for which persons are drawn; empty if none are
 */
public record SampleFolder(
        String name,
        String seed,
        String personSeed,
        int round,
        String frameId,
        String frameDate,
        String frameHash,
        List<DrawnUnit> first,
        List<DrawnUnit> second,
        boolean hasSecond,
        List<DrawnHousehold> households,
        List<DrawnPerson> persons,
        List<String> groups) {
    private static final List<String> SURVEYORS = List.of("surveyor", "delivers");
    private static final List<String> ASSIGNED = List.of("cluster", "surveyor");

    public SampleFolder {
        first = List.copyOf(first);
        second = List.copyOf(second);
        households = List.copyOf(households);
        persons = List.copyOf(persons);
        groups = List.copyOf(groups);
    }

    /** A sample that was just drawn, as its folder would be read. */
    public static SampleFolder of(DrawnSample sample) {
        return new SampleFolder(
                sample.plan().name(),
                sample.seed(),
                DrawnSample.personSeed(sample.seed(), sample.round()),
                sample.round(),
                sample.frame().id(),
                sample.frame().date().toString(),
                sample.frame().hash(),
                sample.first(),
                sample.second().orElse(List.of()),
                sample.second().isPresent(),
                sample.households(),
                sample.persons().orElse(List.of()),
                sample.plan().persons().map(PersonStage::groups).orElse(List.of()));
    }

    /** The sample; absent, and faults, if its files are not as they were drawn. */
    public static Optional<SampleFolder> read(Path folder, Faults faults) {
        int before = faults.size();
        Optional<SampleBefore> drawn = SampleBefore.read(folder, faults);
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        List<DrawnUnit> first = units(drawn.get(), SampleFiles.PSUS, faults);
        List<DrawnUnit> second = units(drawn.get(), SampleFiles.SSUS, faults);
        List<DrawnHousehold> households = households(drawn.get(), faults);
        List<DrawnPerson> persons = persons(drawn.get(), households, faults);
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(drawn.get().folder(first, second, households, persons));
    }

    /** The units of the last stage that draws areas, which surveyors are sent to. */
    public List<DrawnUnit> clusters() {
        return hasSecond ? second : first;
    }

    /** The clusters with the codes of the areas of both stages that they are or lie in. */
    public List<Cluster> assignable() {
        List<Cluster> clusters = new ArrayList<>();
        for (DrawnUnit cluster : clusters()) {
            Set<String> areas = new LinkedHashSet<>(cluster.areas());
            String near = cluster.stratum() + ";" + cluster.psu();
            for (DrawnUnit unit : first) {
                boolean inside = unit.selfRepresenting()
                        ? (cluster.stratum() + ";").startsWith(unit.stratum() + ";")
                        : unit.psu().equals(cluster.psu());
                if (inside) {
                    areas.addAll(unit.areas());
                    near = unit.code();
                }
            }
            clusters.add(new Cluster(cluster.code(), near, areas));
        }
        return clusters;
    }

    /** The surveyors of a CSV with the columns {@code surveyor} and {@code delivers}, codes of areas parted by blanks. */
    public static List<Surveyor> surveyors(Path file, Faults faults) {
        Map<String, Surveyor> surveyors = new LinkedHashMap<>();
        SampleTables.read(new CsvTable.Source(file, file.toString()), SURVEYORS, faults)
                .ifPresent(table -> {
                    for (int row = 0; row < table.rows(); row++) {
                        String id = SampleTables.cell(table, "surveyor", row);
                        Place place = new Place(file.toString(), row + 2, 1);
                        SampleTables.checkId(id, "surveyor", place, faults);
                        Set<String> delivers =
                                new LinkedHashSet<>(SampleTables.words(SampleTables.cell(table, "delivers", row)));
                        if (surveyors.putIfAbsent(id, new Surveyor(id, delivers)) != null) {
                            faults.add(place, "The surveyor stands twice.", "Give each surveyor one line.");
                        }
                    }
                });
        return List.copyOf(surveyors.values());
    }

    /**
     * The surveyors of clusters by a CSV with a column of each. Faults are added for clusters
     * that were not drawn and surveyors who are not known or deliver the programme there.
     *
     * @param surveyors the known ones; any if there are none
     */
    public static Map<String, String> assigned(
            Path file, List<Cluster> clusters, List<Surveyor> surveyors, Faults faults) {
        Map<String, Cluster> byCode = new HashMap<>();
        clusters.forEach(cluster -> byCode.put(cluster.code(), cluster));
        Map<String, Surveyor> byId = new HashMap<>();
        surveyors.forEach(surveyor -> byId.put(surveyor.id(), surveyor));
        Map<String, String> assigned = new LinkedHashMap<>();
        SampleTables.read(new CsvTable.Source(file, file.toString()), ASSIGNED, faults)
                .ifPresent(table -> {
                    for (int row = 0; row < table.rows(); row++) {
                        String code = SampleTables.cell(table, "cluster", row);
                        String id = SampleTables.cell(table, "surveyor", row);
                        Place place = new Place(file.toString(), row + 2, 1);
                        SampleTables.checkId(id, "surveyor", place, faults);
                        Cluster cluster = byCode.get(code);
                        Surveyor surveyor = byId.get(id);
                        if (cluster == null) {
                            faults.add(place, "The cluster \"" + code + "\" was not drawn.", "Check its code.");
                        } else if (!surveyors.isEmpty() && surveyor == null) {
                            faults.add(
                                    place,
                                    "The surveyor is not among the surveyors.",
                                    "Add a line for him to the file of surveyors.");
                        } else if (surveyor != null && !surveyor.mayWorkIn(cluster)) {
                            faults.add(
                                    place,
                                    "The surveyor delivers the programme in cluster \"" + code + "\".",
                                    "Send somebody else there.");
                        }
                        if (assigned.putIfAbsent(code, id) != null) {
                            faults.add(
                                    place, "The cluster \"" + code + "\" stands twice.", "Give each cluster one line.");
                        }
                    }
                });
        return assigned;
    }

    private static List<DrawnUnit> units(SampleBefore drawn, String file, Faults faults) {
        List<DrawnUnit> units = new ArrayList<>();
        table(drawn, file, SampleFiles.UNIT_COLUMNS, faults).ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                units.add(new DrawnUnit(
                        SampleTables.cell(table, "stratum", row),
                        SampleTables.cell(table, "psu", row),
                        SampleTables.cell(table, "ssu", row),
                        SampleTables.cell(table, "code", row),
                        SampleTables.cell(table, "name", row),
                        SampleTables.cell(table, "within", row),
                        SampleTables.words(SampleTables.cell(table, "areas", row)),
                        (long) number(table, "size", row),
                        number(table, "probability", row),
                        number(table, "self_representing", row) == 1,
                        (int) number(table, "segments", row),
                        (int) number(table, "segment", row),
                        number(table, "inclusion_probability", row),
                        number(table, "kept", row) == 1));
            }
        });
        return units;
    }

    private static List<DrawnHousehold> households(SampleBefore drawn, Faults faults) {
        List<DrawnHousehold> households = new ArrayList<>();
        table(drawn, SampleFiles.HOUSEHOLDS, SampleFiles.HOUSEHOLD_COLUMNS, faults)
                .ifPresent(table -> {
                    for (int row = 0; row < table.rows(); row++) {
                        households.add(new DrawnHousehold(
                                SampleTables.cell(table, "stratum", row),
                                SampleTables.cell(table, "psu", row),
                                SampleTables.cell(table, "ssu", row),
                                SampleTables.cell(table, "cluster", row),
                                SampleTables.cell(table, "household", row),
                                (int) number(table, "number", row),
                                (int) number(table, "listed", row),
                                number(table, "probability", row),
                                number(table, "inclusion_probability", row)));
                    }
                });
        return households;
    }

    /** How many members of each target group each household has. */
    private static Map<String, Map<String, Integer>> members(SampleBefore drawn, Faults faults) {
        Map<String, Map<String, Integer>> members = new HashMap<>();
        Optional<Table> rosters = table(drawn, SampleFiles.ROSTERS, SampleFiles.ROSTER_COLUMNS, faults);
        if (rosters.isEmpty() && drawn.file(SampleFiles.SELECTION).isPresent()) {
            faults.add(
                    Place.ofFile(SampleFiles.SELECTION),
                    "Persons were drawn, but the folder has no " + SampleFiles.ROSTERS + ".",
                    "Draw again with --before and the rosters: they are kept now.");
        }
        rosters.ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                Map<String, Integer> household =
                        members.computeIfAbsent(SampleTables.cell(table, "household", row), key -> new HashMap<>());
                SampleTables.words(SampleTables.cell(table, "groups", row))
                        .forEach(group -> household.merge(group, 1, Integer::sum));
            }
        });
        return members;
    }

    private static List<DrawnPerson> persons(SampleBefore drawn, List<DrawnHousehold> households, Faults faults) {
        Map<String, DrawnHousehold> byId = new HashMap<>();
        households.forEach(household -> byId.put(household.household(), household));
        List<DrawnPerson> persons = new ArrayList<>();
        Map<String, Map<String, Integer>> members = members(drawn, faults);
        table(drawn, SampleFiles.SELECTION, SampleFiles.PERSON_COLUMNS, faults).ifPresent(table -> {
            for (int row = 0; row < table.rows(); row++) {
                DrawnHousehold household = byId.get(SampleTables.cell(table, "household", row));
                if (household == null) {
                    faults.add(
                            new Place(SampleFiles.SELECTION, row + 2, 1),
                            "The person lives in a household that was not drawn.",
                            "Draw again from the plan.");
                } else {
                    persons.add(new DrawnPerson(
                            household,
                            SampleTables.cell(table, "person", row),
                            SampleTables.words(SampleTables.cell(table, "groups", row)),
                            SampleTables.words(SampleTables.cell(table, "drawn_for", row)),
                            SampleTables.words(SampleTables.cell(table, "drawn_for", row)).stream()
                                    .map(group -> members.getOrDefault(household.household(), Map.of())
                                            .getOrDefault(group, 0))
                                    .toList(),
                            number(table, "probability", row)));
                }
            }
        });
        return persons;
    }

    private static Optional<Table> table(SampleBefore drawn, String file, List<String> columns, Faults faults) {
        return drawn.file(file).flatMap(source -> SampleTables.read(source, columns, faults));
    }

    /** A number that this program wrote. */
    private static double number(Table table, String column, int row) {
        return Numbers.parse(SampleTables.cell(table, column, row));
    }
}
