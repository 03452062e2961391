package org.kapsurvey.analysis.frame;

import java.math.BigInteger;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.FrameMapping.CodeRule;
import org.kapsurvey.analysis.frame.FrameMapping.Given;
import org.kapsurvey.analysis.frame.FrameMapping.TableSource;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Days;

/** Reads the cells of one table as codes, texts, sizes and days. What can't be read is a finding and comes back empty. */
final class RowReader {
    private static final Pattern SEPARATED = Pattern.compile("[0-9]{1,3}([., \u00a0])[0-9]{3}(?:\\1[0-9]{3})*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");

    private final CellTable table;
    private final TableSource source;
    private final boolean composes;
    private final Findings findings;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private final Set<Place> composed = new HashSet<>();
    private final Set<Place> stripped = new HashSet<>();

    RowReader(CellTable table, TableSource source, boolean composes, Findings findings) {
        this.table = table;
        this.source = source;
        this.composes = composes;
        this.findings = findings;
        for (int i = 0; i < table.header().size(); i++) {
            columns.putIfAbsent(table.header().get(i), i);
        }
    }

    List<CellTable.Row> rows() {
        return table.rows();
    }

    /** Whether the table has all the columns; each that it has not is told once, where the mapping names it. */
    boolean has(List<JsonText> wanted) {
        boolean all = true;
        for (JsonText column : wanted) {
            String name =
                    Normalizer.normalize(column.value(), Normalizer.Form.NFC).strip();
            if (!columns.containsKey(name)) {
                all = false;
                tellAbsent(column, name);
            }
        }
        return all;
    }

    private void tellAbsent(JsonText column, String name) {
        if (absent.add(name)) {
            List<String> known =
                    table.header().stream().filter(other -> !other.isEmpty()).toList();
            findings.add(
                    column.place(), FrameFinding.COLUMN_ABSENT, column.value(), table.file(), String.join(", ", known));
        }
    }

    Place place(CellTable.Row row, JsonText column) {
        return new Place(table.file(), row.line(), index(column) + 1);
    }

    private int index(JsonText column) {
        return columns.get(
                Normalizer.normalize(column.value(), Normalizer.Form.NFC).strip());
    }

    /** What a cell holds as text, empty where it is empty; nothing, and a finding, where it holds no value. */
    Optional<String> text(CellTable.Row row, JsonText column, String code) {
        Cell cell = row.cells().get(index(column));
        Place place = place(row, column);
        if (cell.kind() == Cell.Kind.FAULTY || cell.kind() == Cell.Kind.TRUTH) {
            findings.add(place, FrameFinding.CELL_FAULTY, column.value(), code, cell.text());
            return Optional.empty();
        }
        String text = Cell.withoutBlanks(cell.text());
        if (text.length() < cell.text().length()) {
            stripped.add(place);
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            if (!composes) {
                findings.add(place, FrameFinding.NOT_COMPOSED, column.value(), text);
                return Optional.empty();
            }
            composed.add(place);
            text = Normalizer.normalize(text, Normalizer.Form.NFC);
        }
        return Optional.of(text);
    }

    /** A text that must be there. */
    Optional<String> filled(CellTable.Row row, JsonText column, String code) {
        Optional<String> text = text(row, column, code);
        if (text.isPresent() && text.get().isEmpty()) {
            findings.add(place(row, column), FrameFinding.CELL_EMPTY, column.value(), code);
            return Optional.empty();
        }
        return text;
    }

    /** A code, with leading zeros where the rule says how many digits it has. */
    Optional<String> code(CellTable.Row row, CodeRule rule) {
        StringBuilder code = new StringBuilder();
        boolean whole = true;
        for (int i = 0; i < rule.columns().size(); i++) {
            Optional<String> part =
                    codePart(row, rule.columns().get(i), rule.digits().get(i));
            whole &= part.isPresent();
            code.append(i == 0 ? "" : "-").append(part.orElse(""));
        }
        return whole ? Optional.of(code.toString()) : Optional.empty();
    }

    /** What stands where the rule finds a code, whether or not it is one. */
    String codeAsWritten(CellTable.Row row, CodeRule rule) {
        return rule.columns().stream()
                .map(column -> row.cells().get(index(column)).text())
                .collect(Collectors.joining("-"));
    }

    private Optional<String> codePart(CellTable.Row row, JsonText column, int digits) {
        Optional<String> text = filled(row, column, "?");
        if (text.isEmpty()) {
            return text;
        }
        String code = text.get();
        boolean number = row.cells().get(index(column)).kind() != Cell.Kind.TEXT;
        if (number && digits == 0) {
            findings.add(place(row, column), FrameFinding.CODE_IS_NUMBER, column.value(), code);
            return Optional.empty();
        }
        String padded = number && code.length() < digits ? "0".repeat(digits - code.length()) + code : code;
        if (digits > 0 && (padded.length() != digits || !DIGITS.matcher(padded).matches())) {
            findings.add(place(row, column), FrameFinding.CODE_DIGITS, column.value(), code, digits);
            return Optional.empty();
        }
        return Optional.of(padded);
    }

    /** A size of a target group; empty, and a finding, where there is none. */
    OptionalLong size(CellTable.Row row, JsonText column, String code, String group, boolean zero) {
        Optional<String> text = filled(row, column, code);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        Place place = place(row, column);
        String digits = plain(text.get());
        if (!WHOLE.matcher(digits).matches() || digits.length() > 15) {
            if (row.cells().get(index(column)).kind() == Cell.Kind.TEXT
                    && SEPARATED.matcher(text.get()).matches()) {
                String sign = text.get().replaceAll("[0-9]", "").substring(0, 1);
                findings.add(
                        place,
                        FrameFinding.SIZE_WITH_SEPARATORS,
                        column.value(),
                        code,
                        text.get(),
                        text.get().replace(sign, ""),
                        sign.equals("\u00a0") ? " " : sign);
            } else {
                findings.add(place, FrameFinding.SIZE_NOT_WHOLE, column.value(), code, text.get());
            }
            return OptionalLong.empty();
        }
        long size = new BigInteger(digits).longValueExact();
        if (size < 0) {
            findings.add(place, FrameFinding.SIZE_NEGATIVE, column.value(), code, size);
            return OptionalLong.empty();
        }
        if (size == 0 && group.equals(Area.POPULATION)) {
            findings.add(place, FrameFinding.POPULATION_ZERO, column.value(), code);
            return OptionalLong.empty();
        }
        if (size == 0 && !zero) {
            findings.add(place, FrameFinding.SIZE_ZERO, column.value(), code);
            return OptionalLong.empty();
        }
        return OptionalLong.of(size);
    }

    /** The digits without the declared sign between thousands; the text itself where the signs stand elsewhere. */
    private String plain(String text) {
        String sign = source.thousands();
        String spaced = text.replace('\u00a0', ' ');
        return !sign.isEmpty() && SEPARATED.matcher(spaced).matches() && spaced.contains(sign)
                ? spaced.replace(sign, "")
                : text;
    }

    /** A day: the constant, or what stands in the column; {@code open} where neither says any; empty after a finding. */
    Optional<LocalDate> day(CellTable.Row row, Given given, LocalDate open, String code) {
        if (given.column().isEmpty()) {
            return Optional.of(given.value().map(LocalDate::parse).orElse(open));
        }
        Optional<String> text = text(row, given.column().get(), code);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().isEmpty()) {
            return Optional.of(open);
        }
        var dayFirst = DAY_FIRST.matcher(text.get());
        String iso = source.dayFirst() && dayFirst.matches()
                ? dayFirst.group(3) + "-" + two(dayFirst.group(2)) + "-" + two(dayFirst.group(1))
                : text.get();
        int day = Days.parse(iso);
        if (day == Days.NONE || row.cells().get(index(given.column().get())).kind() == Cell.Kind.NUMBER) {
            findings.add(
                    place(row, given.column().get()),
                    FrameFinding.DATE_WRONG,
                    given.column().get().value(),
                    code,
                    text.get());
            return Optional.empty();
        }
        return Optional.of(LocalDate.ofEpochDay(day));
    }

    /** The days from the one to the other; empty, and a finding, where they are none. */
    Optional<Validity> validity(CellTable.Row row, Given from, Given to, String code) {
        Optional<LocalDate> begin = day(row, from, Validity.ALWAYS.from(), code);
        Optional<LocalDate> end = day(row, to, Validity.ALWAYS.to(), code);
        if (begin.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (end.get().isBefore(begin.get())) {
            findings.add(
                    new Place(table.file(), row.line(), 1),
                    FrameFinding.ENDS_BEFORE_IT_BEGINS,
                    code,
                    begin.get(),
                    end.get());
            return Optional.empty();
        }
        return Optional.of(new Validity(begin.get(), end.get()));
    }

    /** Tells what was changed in reading. */
    void finish() {
        Place file = Place.ofFile(table.file());
        if (!composed.isEmpty()) {
            findings.add(file, FrameFinding.COMPOSED, composed.size());
        }
        if (!stripped.isEmpty()) {
            findings.add(file, FrameFinding.STRIPPED, stripped.size());
        }
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }
}
