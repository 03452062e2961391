package org.kapsurvey.analysis.institution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.indicator.StratifiedReturns;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * What institutions say.
 *
 * @param units registered on the day and asked any question, were they drawn, by code
 * @param selected of them, those that were asked, by code
 * @param groups question after question; of each all units first, then the groups, by their codes
 */
public record InstitutionResult(
        InstitutionJob job,
        Optional<Frame> frame,
        List<Institution> units,
        List<Institution> selected,
        Returns returns,
        List<GroupReturns> groups) {
    public InstitutionResult {
        units = List.copyOf(units);
        selected = List.copyOf(selected);
        groups = List.copyOf(groups);
    }

    /** A selected unit and the questions that it has not answered. */
    public record Unanswered(Institution unit, List<InstitutionJob.Question> questions) {
        public Unanswered {
            questions = List.copyOf(questions);
        }
    }

    /**
     * Reads returns and says what they tell.
     *
     * @param drawn the file of drawn units, if the job's sample names one
     * @return nothing, and faults, if anything is wrong
     */
    public static Optional<InstitutionResult> of(
            InstitutionJob job,
            Register register,
            Optional<Frame> frame,
            Optional<CellTable> drawn,
            List<CellTable> returned,
            Faults faults) {
        int before = faults.size();
        frame.ifPresent(found -> register.checkAreas(found, faults));
        Map<String, Institution> units = register.asOf(job.date()).stream()
                .filter(unit -> job.asks(unit.kind()))
                .collect(Collectors.toMap(Institution::code, Function.identity(), (a, b) -> a, TreeMap::new));
        checkQuestions(job, units.values(), faults);
        Map<String, Institution> selected = selected(job, register, units, drawn, faults);
        if (job.sample().isPresent() && faults.size() == before) {
            checkStrata(job, job.sample().get(), units.values(), selected, faults);
        }
        checkGroupings(job, units.values(), faults);
        Map<String, Institution> asked = new TreeMap<>(selected);
        if (job.sample().isEmpty()) {
            // A unit of a kind that no question is asked of may return an empty row; an answer in it is a fault.
            register.asOf(job.date()).forEach(unit -> asked.putIfAbsent(unit.code(), unit));
        }
        Returns returns = Returns.read(returned, job, register, asked, faults);
        if (faults.size() > before) {
            return Optional.empty();
        }
        selected.keySet().retainAll(units.keySet());
        List<GroupReturns> groups = new ArrayList<>();
        for (InstitutionJob.Question question : job.questions()) {
            List<Institution> all = units.values().stream()
                    .filter(unit -> question.asks(unit.kind()))
                    .toList();
            groups.add(group(job, question, "", "", new Wording("Tất cả", "All"), all, selected, returns));
            for (JsonText by : job.by()) {
                Map<String, List<Institution>> parts = new TreeMap<>();
                for (Institution unit : all) {
                    groupsOf(unit, by.value(), frame)
                            .forEach(part -> parts.computeIfAbsent(part, key -> new ArrayList<>())
                                    .add(unit));
                }
                parts.forEach((part, members) -> groups.add(group(
                        job,
                        question,
                        by.value(),
                        part,
                        name(job, by.value(), part, frame),
                        members,
                        selected,
                        returns)));
            }
        }
        return Optional.of(new InstitutionResult(
                job, frame, List.copyOf(units.values()), List.copyOf(selected.values()), returns, groups));
    }

    /** Selected units that have not answered every question that they are asked, by code. */
    public List<Unanswered> unanswered() {
        return selected.stream()
                .map(unit -> new Unanswered(
                        unit,
                        job.questions().stream()
                                .filter(question -> question.asks(unit.kind()))
                                .filter(question ->
                                        returns.answer(unit.code(), question).isEmpty())
                                .toList()))
                .filter(open -> !open.questions().isEmpty())
                .toList();
    }

    /** Selected units with a return, whatever it says. */
    public int returned() {
        return (int) selected.stream().filter(unit -> returns.has(unit.code())).count();
    }

    /** The name of a unit's area; its code without a frame. */
    String areaName(Institution unit) {
        return frame.flatMap(found -> found.area(unit.area()))
                .map(area -> area.name())
                .orElse(unit.area());
    }

    private static void checkQuestions(InstitutionJob job, Collection<Institution> units, Faults faults) {
        for (InstitutionJob.Question question : job.questions()) {
            if (units.stream().noneMatch(unit -> question.asks(unit.kind()))) {
                faults.add(
                        question.id().place(),
                        "No unit that is asked \"" + question.id().value() + "\" is registered on " + job.date() + ".",
                        "Correct the question's kinds, the date, or the register.");
            }
        }
    }

    private static Map<String, Institution> selected(
            InstitutionJob job,
            Register register,
            Map<String, Institution> units,
            Optional<CellTable> drawn,
            Faults faults) {
        if (job.sample().isEmpty()) {
            return new TreeMap<>(units);
        }
        Map<String, Institution> selected = new TreeMap<>();
        if (drawn.isEmpty()) {
            register.asOf(job.date()).stream()
                    .filter(Institution::marked)
                    .forEach(unit -> selected.put(unit.code(), unit));
            return selected;
        }
        UnitRows rows = new UnitRows(drawn.get(), faults);
        if (!rows.require(List.of(UnitRows.CODE))) {
            return selected;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (CellTable.Row row : rows.rows()) {
            String code = rows.filled(row, UnitRows.CODE);
            Place place = rows.place(row, UnitRows.CODE);
            if (!code.isEmpty() && !seen.add(code)) {
                faults.add(place, "The unit \"" + code + "\" was drawn twice.", "Name each drawn unit once.");
            }
            Optional<Institution> unit = register.asOf(job.date(), code);
            if (!code.isEmpty() && unit.isEmpty()) {
                faults.add(
                        place,
                        "The drawn unit \"" + code + "\" is not registered on " + job.date() + ".",
                        "Draw from the register of that day, or correct the code.");
            }
            unit.ifPresent(found -> selected.put(code, found));
        }
        return selected;
    }

    private static void checkStrata(
            InstitutionJob job,
            InstitutionJob.Sample sample,
            Collection<Institution> units,
            Map<String, Institution> selected,
            Faults faults) {
        Map<String, List<Institution>> strata = units.stream()
                .collect(Collectors.groupingBy(unit -> stratum(unit, sample), TreeMap::new, Collectors.toList()));
        Place place = sample.file()
                .or(sample::column)
                .map(JsonText::place)
                .orElse(job.register().place());
        strata.forEach((stratum, members) -> {
            if (members.stream().noneMatch(unit -> selected.containsKey(unit.code()))) {
                faults.add(
                        place,
                        "No unit was drawn of "
                                + (stratum.isEmpty() ? "the register" : "the stratum \"" + stratum + "\"")
                                + ", in which " + members.size() + " are asked.",
                        "Draw from every stratum, or leave its kind out of the questions.");
            }
        });
    }

    /** A grouping by a column that the register does not have would leave its units out in silence. */
    private static void checkGroupings(InstitutionJob job, Collection<Institution> units, Faults faults) {
        boolean stratified = job.sample()
                .filter(sample -> sample.strata().contains(Register.STRATUM))
                .isPresent();
        boolean without = !units.isEmpty()
                && units.stream().allMatch(unit -> unit.stratum().isEmpty());
        if (without && stratified) {
            faults.add(
                    job.register().place(),
                    "The sample has strata by \"stratum\", but the register has no such column.",
                    "Add it to the register, or take it out of \"strata\".");
        }
        for (JsonText by : job.by()) {
            if (without && by.value().equals(Register.STRATUM)) {
                faults.add(
                        by.place(),
                        "Units are grouped by \"stratum\", but the register has no such column.",
                        "Add it to the register, or take it out of \"by\".");
            }
            if (by.value().equals(Register.FLAGS)
                    && units.stream().allMatch(unit -> unit.flags().isEmpty())) {
                faults.add(
                        by.place(),
                        "Units are grouped by \"flags\", but none has any.",
                        "Fill the register's column \"flags\", or take it out of \"by\".");
            }
        }
    }

    private static String stratum(Institution unit, InstitutionJob.Sample sample) {
        return sample.strata().stream()
                .map(column -> switch (column) {
                    case Register.KIND -> unit.kind();
                    case Register.AREA -> unit.area();
                    default -> unit.stratum();
                })
                .collect(Collectors.joining(";"));
    }

    /** The groups that a unit belongs to: one, or as many as it has flags; none where its area is above the level. */
    private static Set<String> groupsOf(Institution unit, String by, Optional<Frame> frame) {
        return switch (by) {
            case Register.KIND -> Set.of(unit.kind());
            case Register.AREA -> Set.of(unit.area());
            case Register.STRATUM -> Set.of(unit.stratum());
            case Register.FLAGS -> unit.flags();
            default -> {
                Frame known = frame.orElseThrow();
                AreaLevel level = AreaLevel.of(by).orElseThrow();
                yield known.area(unit.area())
                        .flatMap(area -> known.enclosing(area, level))
                        .map(area -> Set.of(area.code()))
                        .orElse(Set.of());
            }
        };
    }

    private static Wording name(InstitutionJob job, String by, String group, Optional<Frame> frame) {
        boolean area = by.equals(Register.AREA) || AreaLevel.of(by).isPresent();
        if (by.equals(Register.KIND)) {
            return job.kind(group);
        }
        String name = area
                ? frame.flatMap(found -> found.area(group))
                        .map(found -> found.name())
                        .orElse(group)
                : group;
        return new Wording(name, name);
    }

    private static GroupReturns group(
            InstitutionJob job,
            InstitutionJob.Question question,
            String by,
            String group,
            Wording name,
            List<Institution> members,
            Map<String, Institution> selected,
            Returns returns) {
        Map<String, int[]> strata = new LinkedHashMap<>();
        int answered = 0;
        for (Institution unit : members) {
            String stratum = job.sample().map(sample -> stratum(unit, sample)).orElse("");
            int[] counts = strata.computeIfAbsent(stratum, key -> new int[4]);
            counts[0]++;
            if (selected.containsKey(unit.code())) {
                counts[1]++;
                answered += returns.has(unit.code()) ? 1 : 0;
                Optional<Boolean> answer = returns.answer(unit.code(), question);
                answer.ifPresent(yes -> counts[yes ? 2 : 3]++);
            }
        }
        List<StratifiedReturns.Counts> counted = strata.values().stream()
                .map(counts -> new StratifiedReturns.Counts(counts[0], counts[1], counts[2], counts[3]))
                .toList();
        int asked = counted.stream().mapToInt(StratifiedReturns.Counts::asked).sum();
        return new GroupReturns(
                question,
                by,
                group,
                name,
                members.size(),
                asked,
                answered,
                asked == 0 ? Optional.empty() : Optional.of(StratifiedReturns.of(counted, job.level())));
    }
}
