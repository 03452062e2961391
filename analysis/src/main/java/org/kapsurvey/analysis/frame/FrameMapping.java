package org.kapsurvey.analysis.frame;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * What {@code frame.json} says: which files a frame is read from, and what their columns mean ({@code docs/formats.md}, "The
 * frame").
 *
 * @param date the day as of which the frame is drawn up, and of which its sizes should be
 * @param groups the target groups of sizes; {@link Area#POPULATION} is among them
 * @param composes whether texts in Unicode's decomposed form are put into the composed one, and not refused
 */
public record FrameMapping(
        String id,
        Wording name,
        LocalDate date,
        Map<String, Wording> groups,
        Map<String, Wording> flags,
        boolean composes,
        List<AreaSource> areas,
        List<SizeSource> sizes,
        List<FlagSource> flagged) {

    /**
     * Reads the text of a mapping.
     *
     * @param file the name that faults carry
     * @throws FaultsException with every fault of the text
     */
    public static FrameMapping parse(String file, String text) {
        return new FrameMappingReader(file).read(text);
    }

    /** The tables that have to be read, each once, in the order in which they are named. */
    public List<TableSource> tables() {
        Map<String, TableSource> tables = new LinkedHashMap<>();
        areas.forEach(source -> tables.putIfAbsent(source.table().key(), source.table()));
        sizes.forEach(source -> tables.putIfAbsent(source.table().key(), source.table()));
        flagged.forEach(source -> tables.putIfAbsent(source.table().key(), source.table()));
        return List.copyOf(tables.values());
    }

    /**
     * A table and how its cells are written.
     *
     * @param sheet of a workbook; empty for its only one, and for CSV
     * @param headerLine from 1
     * @param thousands the sign between groups of three digits; empty if there is none
     * @param dayFirst whether dates that are texts are written 20/09/2026
     */
    public record TableSource(JsonText file, String sheet, int headerLine, String thousands, boolean dayFirst) {
        /** What makes it another table than a second one of the same file. */
        public String key() {
            return file.value() + "\n" + sheet + "\n" + headerLine;
        }
    }

    /**
     * Areas of one level, a row each or a row for each of their validities.
     *
     * @param setting by the type of the area if {@code settings} is not empty, else by a rule
     * @param repeats whether rows may repeat an area, such as the province that stands beside each commune
     */
    public record AreaSource(
            TableSource table,
            AreaLevel level,
            Optional<RowChoice> rows,
            CodeRule code,
            Optional<CodeRule> parent,
            List<DatedText> name,
            List<DatedText> type,
            List<DatedText> setting,
            Map<String, String> settings,
            Given from,
            Given to,
            List<SizeColumn> sizes,
            List<FlagColumn> flags,
            boolean repeats) {
        /** Every column that the table must have. */
        List<JsonText> columns() {
            List<JsonText> columns = new ArrayList<>(code.columns());
            rows.ifPresent(choice -> columns.add(choice.column()));
            parent.ifPresent(rule -> columns.addAll(rule.columns()));
            for (List<DatedText> texts : List.of(name, type, setting)) {
                texts.forEach(text -> columns.add(text.column()));
            }
            for (SizeColumn size : sizes) {
                columns.add(size.column());
                size.date().column().ifPresent(columns::add);
            }
            for (FlagColumn flag : flags) {
                columns.add(flag.column());
                given(columns, flag.from(), flag.to());
            }
            given(columns, from, to);
            return columns;
        }
    }

    /** Only rows whose cell of a column is one of some words. */
    public record RowChoice(JsonText column, List<String> values) {}

    /**
     * A code from one column, or from several joined by hyphens.
     *
     * @param digits how many digits the code of each column has; 0 where that is not said
     */
    public record CodeRule(List<JsonText> columns, List<Integer> digits) {}

    /**
     * A text that holds from a day on.
     *
     * @param from open for the first text of an area
     * @param words what each cell means; empty if the cell itself is meant
     * @param begins what cells that begin with a text mean; empty if not used
     */
    public record DatedText(
            JsonText column, Optional<LocalDate> from, Map<String, String> words, Map<String, String> begins) {}

    /** A value that is the same for every row, or that stands in a column; neither where it is open. */
    public record Given(Optional<String> value, Optional<JsonText> column, Place place) {}

    /** Sizes of a target group in a column of a table of areas. */
    public record SizeColumn(JsonText column, String group, Given date, boolean otherDate, boolean zero) {}

    /** A flag in a column of a table of areas: held where the cell is in {@code yes}, not where it is in {@code no}. */
    public record FlagColumn(JsonText column, String flag, List<String> yes, List<String> no, Given from, Given to) {}

    /** A table with a size in each row. */
    public record SizeSource(
            TableSource table, CodeRule code, Given group, Given date, JsonText size, boolean otherDate, boolean zero) {
        /** Every column that the table must have. */
        List<JsonText> columns() {
            List<JsonText> columns = new ArrayList<>(code.columns());
            columns.add(size);
            given(columns, group, date);
            return columns;
        }
    }

    /** A table with a flag of an area in each row. */
    public record FlagSource(TableSource table, CodeRule code, Given flag, Given from, Given to) {
        /** Every column that the table must have. */
        List<JsonText> columns() {
            List<JsonText> columns = new ArrayList<>(code.columns());
            given(columns, flag, from, to);
            return columns;
        }
    }

    private static void given(List<JsonText> columns, Given... values) {
        for (Given value : values) {
            value.column().ifPresent(columns::add);
        }
    }
}
