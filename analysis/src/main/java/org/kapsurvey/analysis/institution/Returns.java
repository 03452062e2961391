package org.kapsurvey.analysis.institution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Validity;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** What units answered, by their codes. */
public final class Returns {
    private static final String DATE = "date";

    private final Map<String, Map<String, Boolean>> answers;
    private final SortedSet<LocalDate> days;

    private Returns(Map<String, Map<String, Boolean>> answers, SortedSet<LocalDate> days) {
        this.answers = answers;
        this.days = days;
    }

    /**
     * Reads returns, a row for each unit; columns of no question are not read.
     *
     * @param tables stacked; each has every question's columns that are asked of the units in it
     * @param asked the units that were asked, by code
     */
    static Returns read(
            List<CellTable> tables,
            InstitutionJob job,
            Register register,
            Map<String, Institution> asked,
            Faults faults) {
        Map<String, Map<String, Boolean>> answers = new LinkedHashMap<>();
        TreeSet<LocalDate> days = new TreeSet<>();
        Map<String, Place> places = new HashMap<>();
        for (CellTable table : tables) {
            UnitRows rows = new UnitRows(table, faults);
            List<String> required = new ArrayList<>(List.of(UnitRows.CODE));
            job.questions().forEach(question -> required.addAll(question.columns()));
            if (!rows.require(required)) {
                continue;
            }
            Set<String> columns = new TreeSet<>(required.subList(1, required.size()));
            for (CellTable.Row row : rows.rows()) {
                String code = rows.filled(row, UnitRows.CODE);
                Place place = rows.place(row, UnitRows.CODE);
                if (!code.isEmpty()) {
                    checkUnit(code, place, job, register, asked, faults);
                    Place first = places.putIfAbsent(code, place);
                    if (first != null) {
                        faults.add(
                                place,
                                "The unit \"" + code + "\" returned twice, first at " + first + ".",
                                "Keep the return that holds, and take the other one out.");
                    }
                }
                rows.day(row, DATE, Validity.ALWAYS.from())
                        .filter(day -> !day.equals(Validity.ALWAYS.from()))
                        .ifPresent(days::add);
                Map<String, Boolean> given = new HashMap<>();
                for (String column : columns) {
                    Optional<Boolean> answer = rows.yesOrNo(row, column);
                    answer.ifPresent(yes -> given.put(column, yes));
                    Institution unit = asked.get(code);
                    if (answer.isPresent() && unit != null && !job.asks(column, unit.kind())) {
                        faults.add(
                                rows.place(row, column),
                                "The unit \"" + code + "\" answers \"" + column
                                        + "\", which is not asked of the kind \"" + unit.kind() + "\".",
                                "Empty the cell, or name the kind in the question's \"kinds\".");
                    }
                }
                answers.put(code, given);
            }
        }
        return new Returns(answers, days);
    }

    private static void checkUnit(
            String code,
            Place place,
            InstitutionJob job,
            Register register,
            Map<String, Institution> asked,
            Faults faults) {
        if (!register.knows(code)) {
            faults.add(
                    place,
                    "The unit \"" + code + "\" returned, but is not in the register.",
                    "Correct its code, or register it with the days on which it exists.");
        } else if (register.asOf(job.date(), code).isEmpty()) {
            faults.add(
                    place,
                    "The unit \"" + code + "\" returned, but is not registered on " + job.date() + ": "
                            + register.days(code) + ".",
                    "Take the return out, or correct the days in the register.");
        } else if (!asked.containsKey(code)) {
            faults.add(
                    place,
                    "The unit \"" + code + "\" returned, but was not drawn.",
                    "Take the return out: units that were not drawn do not stand for others.");
        }
    }

    /** Whether there is a return of the unit, whatever it says. */
    public boolean has(String code) {
        return answers.containsKey(code);
    }

    /** The first and the last day of the returns; empty if none has one. */
    public Optional<Validity> days() {
        return days.isEmpty() ? Optional.empty() : Optional.of(new Validity(days.first(), days.last()));
    }

    /**
     * What a unit says to a question: no if it says no to any of its columns, otherwise missing if it does not answer any,
     * otherwise yes.
     */
    public Optional<Boolean> answer(String code, InstitutionJob.Question question) {
        Map<String, Boolean> given = answers.getOrDefault(code, Map.of());
        if (question.columns().stream().anyMatch(column -> Boolean.FALSE.equals(given.get(column)))) {
            return Optional.of(false);
        }
        return given.keySet().containsAll(question.columns()) ? Optional.of(true) : Optional.empty();
    }
}
