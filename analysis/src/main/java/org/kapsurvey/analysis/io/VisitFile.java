package org.kapsurvey.analysis.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.DispositionCodes;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/**
 * Visits from a file: a CSV with the columns {@code selection,visit,disposition,surveyor}, or a mapping in JSON that names a CSV, its
 * columns and what its codes stand for; docs/formats.md, "Visits".
 */
public final class VisitFile {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]?");
    private static final Pattern SURVEYOR = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,39}");

    private static final int LISTED = 100;

    private VisitFile() {}

    /** Adds the first hundred, and of more how many they are. */
    public static void add(Faults found, Faults faults) {
        int listed = Math.min(LISTED, found.size());
        faults.addAll(found.list().subList(0, listed));
        if (found.size() > listed) {
            Place last = found.list().get(listed - 1).place();
            faults.add(last, "And " + (found.size() - listed) + " more.", "Correct these first.");
        }
    }

    /**
     * A visit as it stands in the file.
     *
     * @param selection id of the selected person
     * @param number 1 to 99
     * @param surveyor a code; null if it is not known
     */
    public record Row(
            String selection,
            int number,
            Disposition disposition,
            @Nullable String surveyor,
            Place place) {}

    /** Where what stands; a surveyor may have no column. */
    private record Mapping(
            Path file,
            String name,
            String selection,
            String visit,
            String disposition,
            Map<String, Disposition> codes,
            Optional<String> surveyor) {}

    /** The visits in the order of the file, those that can be read; every fault is added. */
    public static List<Row> read(Path path, Faults faults) {
        int before = faults.size();
        Optional<Mapping> mapping = path.toString().endsWith(".json")
                ? mapping(path, faults)
                : Optional.of(new Mapping(
                        path, path.toString(), "selection", "visit", "disposition", Map.of(), Optional.of("surveyor")));
        return faults.size() > before
                ? List.of()
                : mapping.map(found -> capped(found, faults)).orElse(List.of());
    }

    private static Optional<Mapping> mapping(Path path, Faults faults) {
        Optional<String> text = JobFile.text(path, "mapping of visits", faults);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonFields fields =
                    JsonFields.of(JsonReader.read(path.toString(), text.get()), "A mapping of visits", faults);
            String file = fields.text("file");
            String selection = fields.text("selection");
            String visit = fields.text("visit");
            JsonFields outcome = fields.fields("disposition");
            String disposition = outcome.text("column");
            Map<String, Disposition> codes = outcome.optionalFields("codes")
                    .map(given -> DispositionCodes.parse(given, faults))
                    .orElse(Map.of());
            outcome.refuseUnknown();
            Optional<String> surveyor = fields.optionalText("surveyor");
            fields.refuseUnknown();
            return Optional.of(
                    new Mapping(path.resolveSibling(file), file, selection, visit, disposition, codes, surveyor));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    private static List<Row> capped(Mapping mapping, Faults faults) {
        Faults found = new Faults();
        List<Row> rows = rows(mapping, found);
        add(found, faults);
        return rows;
    }

    private static List<Row> rows(Mapping mapping, Faults faults) {
        List<String> columns = new ArrayList<>(List.of(mapping.selection(), mapping.visit(), mapping.disposition()));
        mapping.surveyor().ifPresent(columns::add);
        Optional<Table> table = SampleTables.read(new CsvTable.Source(mapping.file(), mapping.name()), columns, faults);
        if (table.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (int row = 0; row < table.get().rows(); row++) {
            Place place = new Place(mapping.name(), row + 2, 1);
            String selection = SampleTables.cell(table.get(), mapping.selection(), row);
            String visit = SampleTables.cell(table.get(), mapping.visit(), row);
            String code = SampleTables.cell(table.get(), mapping.disposition(), row);
            int at = row;
            String surveyor = mapping.surveyor()
                    .map(column -> SampleTables.cell(table.get(), column, at))
                    .orElse("");
            Optional<Disposition> disposition = mapping.codes().isEmpty()
                    ? Disposition.parse(code)
                    : Optional.ofNullable(mapping.codes().get(code));
            if (selection.isEmpty()) {
                faults.add(place, "The id of the selected person is missing.", "Fill it in, or take the line out.");
            }
            if (!NUMBER.matcher(visit).matches()) {
                faults.add(
                        place,
                        "The number of the visit must be 1 to 99, found \"" + visit + "\".",
                        "Number the visits to each person from 1.");
            }
            if (disposition.isEmpty()) {
                faults.add(
                        place,
                        "\"" + code + "\" is no disposition.",
                        mapping.codes().isEmpty()
                                ? "Use " + String.join(", ", Disposition.texts())
                                        + ", or say in a mapping what the codes stand for."
                                : "Name it in \"codes\".");
            }
            if (!surveyor.isEmpty() && !SURVEYOR.matcher(surveyor).matches()) {
                faults.add(
                        place,
                        "The surveyor must be a code of at most 40 letters, digits and _ . - without accents.",
                        "Give a code, not a name.");
            }
            Place other = seen.putIfAbsent(selection + " " + visit, place);
            if (other != null && !selection.isEmpty()) {
                faults.add(
                        place,
                        "Visit " + visit + " to \"" + selection + "\" stands twice, first in line " + other.line()
                                + ".",
                        "Keep one of the two, or give it the next number.");
            }
            if (NUMBER.matcher(visit).matches() && disposition.isPresent()) {
                rows.add(new Row(
                        selection,
                        Integer.parseInt(visit),
                        disposition.get(),
                        surveyor.isEmpty() ? null : surveyor,
                        place));
            }
        }
        if (table.get().rows() == 0) {
            faults.add(new Place(mapping.name(), 1, 1), "There is no visit in the file.", "Give it a line for each.");
        }
        return rows;
    }
}
