package org.kapsurvey.analysis.institution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.frame.Validity;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;

/** A register of institutions: every unit with the days on which it is registered, as its rows have it. */
public final class Register {
    static final String KIND = "kind";
    static final String AREA = "area";
    static final String STRATUM = "stratum";
    static final String FLAGS = "flags";
    private static final String NAME = "name";
    private static final String FROM = "valid_from";
    private static final String TO = "valid_to";
    private static final List<String> REQUIRED = List.of(UnitRows.CODE, KIND, NAME, AREA, FROM, TO);

    private final Map<String, List<Institution>> units;

    private Register(Map<String, List<Institution>> units) {
        this.units = units;
    }

    /**
     * Reads a register. A unit may have several rows, of days that do not overlap. After a fault in a
     * cell the register still knows the codes of all rows, so that what refers to them can be checked.
     *
     * @param kinds the kinds that there are; any kind if empty
     * @param drawn the column that marks drawn units, if there is one
     * @return nothing, and a fault, if a column is absent
     */
    public static Optional<Register> read(CellTable table, List<String> kinds, Optional<String> drawn, Faults faults) {
        UnitRows rows = new UnitRows(table, faults);
        List<String> required = new ArrayList<>(REQUIRED);
        drawn.ifPresent(required::add);
        if (!rows.require(required)) {
            return Optional.empty();
        }
        Map<String, List<Institution>> units = new LinkedHashMap<>();
        for (CellTable.Row row : rows.rows()) {
            Institution unit = unit(rows, row, kinds, drawn, faults);
            if (!unit.code().isEmpty()) {
                add(units.computeIfAbsent(unit.code(), code -> new ArrayList<>()), unit, faults);
            }
        }
        return Optional.of(new Register(units));
    }

    private static Institution unit(
            UnitRows rows, CellTable.Row row, List<String> kinds, Optional<String> drawn, Faults faults) {
        String code = rows.filled(row, UnitRows.CODE);
        String kind = rows.filled(row, KIND);
        if (!kind.isEmpty() && !kinds.isEmpty() && !kinds.contains(kind)) {
            faults.add(
                    rows.place(row, KIND),
                    "The kind \"" + kind + "\" of the unit \"" + code + "\" is not declared.",
                    "The kinds are " + String.join(", ", kinds) + "." + JsonFields.suggestion(kind, kinds));
        }
        String name = rows.filled(row, NAME);
        String area = rows.filled(row, AREA);
        String stratum = rows.has(STRATUM) ? rows.filled(row, STRATUM) : "";
        Set<String> flags = new TreeSet<>(List.of(rows.text(row, FLAGS).split("\\s+", -1)));
        flags.remove("");
        boolean marked = drawn.flatMap(column -> rows.yesOrNo(row, column)).orElse(false);
        return new Institution(
                code,
                kind,
                name,
                area,
                validity(rows, row, code, faults),
                stratum,
                flags,
                marked,
                rows.place(row, UnitRows.CODE));
    }

    private static Validity validity(UnitRows rows, CellTable.Row row, String code, Faults faults) {
        Optional<LocalDate> from = rows.day(row, FROM, Validity.ALWAYS.from());
        Optional<LocalDate> to = rows.day(row, TO, Validity.ALWAYS.to());
        if (from.isEmpty() || to.isEmpty()) {
            return Validity.ALWAYS;
        }
        if (to.get().isBefore(from.get())) {
            faults.add(
                    rows.place(row, TO),
                    "The unit \"" + code + "\" ends on " + to.get() + ", before it begins on " + from.get() + ".",
                    "Correct the days; both belong to the validity.");
            return Validity.ALWAYS;
        }
        return new Validity(from.get(), to.get());
    }

    private static void add(List<Institution> rows, Institution unit, Faults faults) {
        rows.stream()
                .filter(other -> other.validity().overlaps(unit.validity()))
                .findFirst()
                .ifPresent(
                        other -> faults.add(
                                unit.place(),
                                "The unit \"" + unit.code() + "\" stands twice on the same days: " + unit.validity()
                                        + " here, " + other.validity() + " at " + other.place() + ".",
                                "Give another unit another code; of the same unit, end the one validity before the other begins."));
        rows.add(unit);
    }

    /** Whether any row has the code. */
    public boolean knows(String code) {
        return units.containsKey(code);
    }

    /** The days on which a unit is registered, for a reader: {@code 2025-07-01 – …}, several parted by commas. */
    String days(String code) {
        return units.getOrDefault(code, List.of()).stream()
                .map(unit -> unit.validity().toString())
                .collect(Collectors.joining(", "));
    }

    /** The units registered on a day, by code. */
    public List<Institution> asOf(LocalDate day) {
        return units.values().stream()
                .flatMap(List::stream)
                .filter(unit -> unit.validity().contains(day))
                .sorted(Comparator.comparing(Institution::code))
                .toList();
    }

    /** The unit of a code as it is registered on a day. */
    public Optional<Institution> asOf(LocalDate day, String code) {
        return units.getOrDefault(code, List.of()).stream()
                .filter(unit -> unit.validity().contains(day))
                .findFirst();
    }

    /** Adds a fault for every unit of the frame's day that lies in none of its areas. */
    public void checkAreas(Frame frame, Faults faults) {
        for (Institution unit : asOf(frame.date())) {
            if (!unit.area().isEmpty() && frame.area(unit.area()).isEmpty()) {
                faults.add(
                        unit.place(),
                        "The area \"" + unit.area() + "\" of the unit \"" + unit.code() + "\" is not in the frame of "
                                + frame.date() + ".",
                        "Correct the area's code, or take the frame that has it.");
            }
        }
    }
}
