package org.kapsurvey.analysis.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.sampling.Listing;
import org.kapsurvey.analysis.sampling.SampleFiles;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.selection.Roster;

/** The CSV files that come in from the field while a sample is drawn: areas, listings and rosters. */
final class SampleTables {
    private static final List<String> AREA = List.of("level", "code", "parent", "name", "type", "setting", "flags");
    private static final List<String> LISTED = List.of("cluster", "household");
    private static final List<String> ROSTER = SampleFiles.ROSTER_COLUMNS;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,49}");
    /** Digits alone: what a reader of numbers would take for one, such as 5e3 or 5000.0, was not counted by anybody. */
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,14}");

    private SampleTables() {}

    /** The areas of files in the form of a frame's canonical CSV, with the place of each; every fault is added. */
    static Map<Area, Place> areas(List<CsvTable.Source> sources, Faults faults) {
        Map<Area, Place> areas = new LinkedHashMap<>();
        Map<String, Place> codes = new HashMap<>();
        for (CsvTable.Source source : sources) {
            readAsText(source, AREA, faults).ifPresent(table -> {
                List<String> sizes = table.columns().stream()
                        .map(Column::name)
                        .filter(name -> !AREA.contains(name))
                        .toList();
                for (int row = 0; row < table.rows(); row++) {
                    Place place = place(source, row);
                    Area area = area(table, row, sizes, place, faults);
                    Place other = codes.putIfAbsent(area.code(), place);
                    if (other != null) {
                        faults.add(
                                place,
                                "The area \"" + area.code() + "\" stands twice, first at " + other + ".",
                                "Give each area a code of its own.");
                    }
                    areas.put(area, place);
                }
            });
        }
        return areas;
    }

    private static Area area(Table table, int row, List<String> columns, Place place, Faults faults) {
        Map<String, Long> sizes = new TreeMap<>();
        for (String column : columns) {
            String size = cell(table, column, row);
            boolean everybody = column.equals(Area.POPULATION);
            if (SIZE.matcher(size).matches() && !(everybody && size.equals("0"))) {
                sizes.put(column, Long.parseLong(size));
            } else if (!size.isEmpty()) {
                faults.add(
                        place,
                        "The size in column \"" + column + "\" must be a whole number"
                                + (everybody ? " above 0" : ", 0 or more") + ", found \"" + size + "\".",
                        "Write its digits alone, or leave out areas where nobody lives.");
            }
        }
        String level = cell(table, "level", row);
        if (AreaLevel.of(level).isEmpty()) {
            faults.add(
                    place,
                    "The level must be one of " + String.join(", ", AreaLevel.words()) + ", found \"" + level + "\".",
                    "Correct it.");
        }
        String code = cell(table, "code", row);
        String name = cell(table, "name", row);
        if (code.isBlank() || name.isBlank()) {
            faults.add(place, "The area has no code or no name.", "Give it both.");
        }
        String flags = cell(table, "flags", row);
        return new Area(
                code,
                cell(table, "parent", row),
                AreaLevel.of(level).orElse(AreaLevel.RESIDENTIAL_GROUP),
                name,
                cell(table, "type", row),
                cell(table, "setting", row),
                sizes,
                flags.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(flags.split(" ", -1))));
    }

    /** The listings of files with the columns {@code cluster} and {@code household}; other columns are not read. */
    static List<Listing> listings(List<CsvTable.Source> sources, Faults faults) {
        Map<String, List<Listing.Household>> households = new LinkedHashMap<>();
        for (CsvTable.Source source : sources) {
            Set<String> before = Set.copyOf(households.keySet());
            read(source, LISTED, faults).ifPresent(table -> {
                Set<String> repeated = new LinkedHashSet<>();
                for (int row = 0; row < table.rows(); row++) {
                    String cluster = cell(table, "cluster", row);
                    String household = cell(table, "household", row);
                    Place place = place(source, row);
                    checkId(household, "household", place, faults);
                    if (before.contains(cluster) && repeated.add(cluster)) {
                        faults.add(
                                place,
                                "The cluster \"" + cluster + "\" is listed in another file already.",
                                "Give each cluster one listing; those of an earlier draw are not given again.");
                    }
                    households
                            .computeIfAbsent(cluster, key -> new ArrayList<>())
                            .add(new Listing.Household(household, place));
                }
            });
        }
        return households.entrySet().stream()
                .map(entry -> new Listing(entry.getKey(), entry.getValue()))
                .toList();
    }

    static void checkId(String id, String what, Place place, Faults faults) {
        if (!ID.matcher(id).matches()) {
            faults.add(
                    place,
                    "The id of a " + what + " must be letters without accents, digits, - . or _, 50 at most.",
                    "Number them, and keep names out of the file.");
        }
    }

    /**
     * The rosters of files with the columns {@code household}, {@code person} and {@code groups}, these parted by blanks.
     *
     * @param groups the target groups of the plan
     * @param places filled with the place of each household
     */
    static Map<String, Roster> rosters(
            List<CsvTable.Source> sources, List<String> groups, Map<String, Place> places, Faults faults) {
        Map<String, List<String[]>> members = new LinkedHashMap<>();
        Map<String, Place> seen = new HashMap<>();
        for (CsvTable.Source source : sources) {
            read(source, ROSTER, faults).ifPresent(table -> {
                for (int row = 0; row < table.rows(); row++) {
                    String household = cell(table, "household", row);
                    String person = cell(table, "person", row);
                    String of = cell(table, "groups", row);
                    Place place = place(source, row);
                    places.putIfAbsent(household, place);
                    if (!person.matches("[0-9A-Za-z]{1,8}")) {
                        faults.add(
                                place,
                                "The number of a person must be letters without accents or digits, 8 at most.",
                                "Number the members of each household, and keep names out of the file.");
                    }
                    Place other = seen.putIfAbsent(household + "." + person, place);
                    if (other != null) {
                        faults.add(
                                place,
                                "The person stands twice on the roster of household \"" + household + "\", first at "
                                        + other + ".",
                                "Give every member of the household a number of its own.");
                    }
                    for (String group : words(of)) {
                        if (!groups.contains(group)) {
                            faults.add(
                                    place,
                                    "The plan has no target group \"" + group + "\".",
                                    "The groups are " + String.join(", ", groups) + ".");
                        }
                    }
                    members.computeIfAbsent(household, key -> new ArrayList<>()).add(new String[] {person, of});
                }
            });
        }
        Map<String, Roster> rosters = new LinkedHashMap<>();
        if (faults.isEmpty()) {
            members.forEach((household, persons) -> roster(household, persons, groups, places, faults)
                    .ifPresent(roster -> rosters.put(household, roster)));
        }
        return rosters;
    }

    private static Optional<Roster> roster(
            String household, List<String[]> persons, List<String> groups, Map<String, Place> places, Faults faults) {
        JsonWriter json = new JsonWriter().beginObject().name("household").value(household);
        json.name("groups").beginArray();
        groups.forEach(json::value);
        json.endArray().name("persons").beginArray();
        for (String[] person : persons) {
            json.beginObject().name("id").value(person[0]).name("groups").beginArray();
            words(person[1]).forEach(json::value);
            json.endArray().endObject();
        }
        try {
            return Optional.of(Roster.parse("", json.endArray().endObject().toString(), new JvmHost()));
        } catch (FaultsException e) {
            e.faults()
                    .forEach(fault ->
                            faults.add(places.getOrDefault(household, fault.place()), fault.message(), fault.remedy()));
            return Optional.empty();
        }
    }

    static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
    }

    /** The same with every column as it is written. */
    static Optional<Table> readAsText(CsvTable.Source source, List<String> columns, Faults faults) {
        return read(source, columns, faults).flatMap(table -> {
            Set<String> names = table.columns().stream().map(Column::name).collect(Collectors.toSet());
            return CsvTable.read(List.of(source), new CsvOptions(Set.of(), names, Set.of()), faults);
        });
    }

    static Optional<Table> read(CsvTable.Source source, List<String> columns, Faults faults) {
        Optional<Table> table =
                CsvTable.read(List.of(source), new CsvOptions(Set.of(), Set.copyOf(columns), Set.of()), faults);
        if (table.isEmpty()) {
            return table;
        }
        List<String> absent = columns.stream()
                .filter(column -> table.get().find(column).isEmpty())
                .toList();
        if (!absent.isEmpty()) {
            faults.add(
                    new Place(source.name(), 1, 1),
                    "The header lacks " + String.join(", ", absent) + ".",
                    "The columns are " + String.join(",", columns) + ".");
            return Optional.empty();
        }
        return table;
    }

    private static Place place(CsvTable.Source source, int row) {
        return new Place(source.name(), row + 2, 1);
    }

    /** The text of a cell; empty where it is missing. */
    static String cell(Table table, String column, int row) {
        Column found = table.column(column);
        if (found.isMissing(row) || !(found instanceof TextColumn text)) {
            return "";
        }
        return String.valueOf(text.value(row));
    }
}
