package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.job.WeightingJob.Nonresponse;
import org.kapsurvey.analysis.job.WeightingJob.OutcomeColumn;
import org.kapsurvey.analysis.job.WeightingResult.GroupOutcomes;
import org.kapsurvey.analysis.job.WeightingResult.Replicates;
import org.kapsurvey.analysis.job.WeightingResult.Stage;
import org.kapsurvey.analysis.job.WeightingResult.Step;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.analysis.replicates.CarriedReplicates;
import org.kapsurvey.analysis.replicates.ReplicateFactors;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.ReachedTotal;
import org.kapsurvey.analysis.weighting.TrimmedCalibration;
import org.kapsurvey.analysis.weighting.Weighted;
import org.kapsurvey.analysis.weighting.WeightingClasses.Part;
import org.kapsurvey.analysis.weighting.WeightingException;
import org.kapsurvey.analysis.weighting.WeightingStep;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The chain from base weights to final ones: eligibility, non-response, sharing among those who can report
 * a unit, calibration, trimming with re-calibration; replicates through all of it. A result is given only if its weights sum to every total that was asked for.
 */
public final class WeightingRun {
    /** A miss of a total, as a share of it, that rounding may leave. */
    private static final double HELD = 1e-8;

    private static final int LISTED = 5;

    /** Those who are not eligible leave a class of all, which nothing was asked of. */
    private static final ClassRules NO_RULES = new ClassRules(1, Double.MAX_VALUE);

    private final WeightingJob job;
    private final Table table;
    private final Attachments attachments;
    private final JobBinding binding;
    private final Faults faults;

    private WeightingRun(WeightingJob job, Table data, Attachments attachments, Faults faults) {
        this.job = job;
        JobColumns columns = JobColumns.of(job.input(), data, faults);
        this.table = columns.table();
        this.attachments = attachments;
        this.binding = new JobBinding(job.input(), columns, attachments, faults);
        this.faults = faults;
    }

    /**
     * Weights the data; nothing, and every fault at its place in the file, if something is wrong. The replicates are made when they
     * are asked for.
     *
     * @param attachments files of totals and factors
     */
    public static Optional<WeightingResult> run(WeightingJob job, Table data, Attachments attachments, Faults faults) {
        int before = faults.size();
        Optional<WeightingResult> result = new WeightingRun(job, data, attachments, faults).run();
        return faults.size() > before ? Optional.empty() : result;
    }

    private Optional<WeightingResult> run() {
        int before = faults.size();
        @Nullable
        SurveyDesign design = binding.design(
                () -> job.input().design().builder(table, job.input().data()).build());
        boolean oneFault = faults.size() == before + 1;
        List<String> ids = ids();
        Disposition[] dispositions = dispositions();
        if (design == null || faults.size() > before) {
            if (oneFault) {
                designBesideText();
            }
            // No step can be bound to such data; of what the steps name, it is told at once what is not there.
            columnsOfSteps().forEach(binding::known);
            return Optional.empty();
        }
        boolean[] responds = new boolean[dispositions.length];
        for (int row = 0; row < responds.length; row++) {
            responds[row] = dispositions[row] == Disposition.COMPLETE
                    || (job.partialResponds() && dispositions[row] == Disposition.PARTIAL);
        }
        List<GroupOutcomes> rates = rates(dispositions, design.weights());
        Chain chain = new Chain(dispositions, responds, design.weights());
        chain.bind();
        if (faults.size() > before) {
            return Optional.empty();
        }
        Optional<CalibratedWeights> weights = chain.weights();
        weights.ifPresent(this::refuseNegative);
        weights.ifPresent(this::refuseInfinite);
        List<ReachedTotal> totals = weights.map(this::totals).orElse(List.of());
        Optional<Replicates> replicates = weights.flatMap(made -> replicates(design, made));
        if (faults.size() > before || weights.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WeightingResult(
                job,
                table,
                design,
                ids,
                Arrays.asList(dispositions),
                weights.get(),
                chain.steps,
                rates,
                totals,
                replicates,
                notes(chain.notes, weights.get())));
    }

    /** What else is wrong with a design of which all is known that the weights have cells that are no numbers: these are taken as 1. */
    private void designBesideText() {
        @Nullable JsonText weights = job.input().design().weights();
        if (weights == null || !(table.find(weights.value()).orElse(null) instanceof TextColumn text)) {
            return;
        }
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            double value = Numbers.parse(String.valueOf(text.value(row)));
            values[row] = Double.isNaN(value) && !text.isMissing(row) ? 1 : value;
        }
        try {
            job.input()
                    .design()
                    .builder(
                            table.with(NumericColumn.of(weights.value(), values)),
                            job.input().data())
                    .build();
        } catch (DesignException e) {
            e.findings().forEach(finding -> faults.add(job.input().design().place(), finding, ""));
        }
    }

    private List<JsonText> columnsOfSteps() {
        List<JsonText> columns = new ArrayList<>();
        job.ratesBy().forEach(columns::addAll);
        job.eligibility().ifPresent(classes -> columns.addAll(classes.by()));
        job.nonresponse().flatMap(Nonresponse::classes).ifPresent(classes -> columns.addAll(classes.by()));
        job.nonresponse().flatMap(Nonresponse::propensity).ifPresent(model -> columns.addAll(model.terms()));
        job.share().ifPresent(share -> columns.addAll(share.columns()));
        job.input().calibration().forEach(step -> columns.addAll(step.columns()));
        return columns;
    }

    /** With a sentence for each class that is smaller than was asked for, because all of its neighbours are in it. */
    private static List<Wording> notes(List<Wording> bound, CalibratedWeights weights) {
        List<Wording> notes = new ArrayList<>(bound);
        for (Weighted outcome : weights.outcomes()) {
            for (Weighted.ClassFactor one : outcome.classes()) {
                if (!one.largeEnough()) {
                    String name = String.join(" + ", one.labels());
                    notes.add(new Wording(
                            "Lớp %s chỉ có %s dòng nhận trọng số, hệ số %s, không đạt giới hạn đã khai báo, và không còn lớp bên cạnh để gộp."
                                    .formatted(
                                            name.equals("all") ? "duy nhất" : name,
                                            Figures.in("vi").count(one.carriers()),
                                            Figures.in("vi").fixed(one.factor(), 4)),
                            "Class %s has %s rows that carry its weight and the factor %s, beyond what \"fewest\" and \"largest\" allow, and no neighbour is left."
                                    .formatted(
                                            name,
                                            Figures.in("en").count(one.carriers()),
                                            Figures.in("en").fixed(one.factor(), 4))));
                }
            }
        }
        return notes;
    }

    /** The steps while they are bound. */
    private final class Chain {
        private final Disposition[] dispositions;
        private final boolean[] responds;
        private final double[] base;
        private final CalibrationBinding binder;
        private final List<WeightingStep> bound = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private List<Wording> notes = List.of();

        Chain(Disposition[] dispositions, boolean[] responds, double[] base) {
            this.dispositions = dispositions;
            this.responds = responds;
            this.base = base;
            this.binder = new CalibrationBinding(table, attachments, binding::known, null, base, faults);
        }

        void bind() {
            eligibility();
            nonresponse();
            job.share()
                    .ifPresent(request -> binder.step(request)
                            .ifPresent(step -> add(Stage.SHARE, Stage.SHARE.text(), step, request.place())));
            List<WeightingStep> calibration = new ArrayList<>();
            int number = 0;
            for (CalibrationRequest request : job.input().calibration()) {
                number++;
                String name =
                        Stage.CALIBRATION.text() + (job.input().calibration().size() > 1 ? "_" + number : "");
                binder.step(request).ifPresent(step -> {
                    calibration.add(step);
                    add(Stage.CALIBRATION, name, step, request.place());
                });
            }
            job.trimming()
                    .ifPresent(trim -> add(
                            Stage.TRIMMING,
                            Stage.TRIMMING.text(),
                            new TrimmedCalibration(trim.lower(), trim.upper(), calibration),
                            trim.place()));
            notes = binder.notes();
        }

        private void add(Stage stage, String name, WeightingStep step, Place place) {
            steps.add(new Step(stage, name));
            bound.add(step);
            places.add(place);
        }

        private int count(Predicate<Disposition> which) {
            int rows = 0;
            for (int row = 0; row < dispositions.length; row++) {
                rows += base[row] != 0 && which.test(dispositions[row]) ? 1 : 0;
            }
            return rows;
        }

        private void eligibility() {
            int unknown = count(Disposition::isUnknown);
            int ineligible = count(one -> one == Disposition.INELIGIBLE);
            if (unknown > 0 && job.eligibility().isEmpty()) {
                faults.add(
                        job.place(),
                        unknown + (unknown == 1 ? " row is" : " rows are") + " of unknown eligibility.",
                        "Say over which classes they are spread: \"eligibility\": {\"by\": [\"stratum\"]}.");
                return;
            }
            if (unknown == 0 && ineligible == 0 && job.eligibility().isEmpty()) {
                return;
            }
            CalibrationRequest.Classes classes = job.eligibility()
                    .orElseGet(() -> new CalibrationRequest.Classes(List.of(), List.of(), NO_RULES, job.place()));
            Part[] parts = new Part[dispositions.length];
            boolean[] eligible = new boolean[parts.length];
            for (int row = 0; row < parts.length; row++) {
                eligible[row] = dispositions[row].isEligible();
                parts[row] = eligible[row] ? Part.CARRIES : dispositions[row].isUnknown() ? Part.GIVES : Part.LEAVES;
            }
            binder.classes(Stage.ELIGIBILITY.text(), classes, parts)
                    .ifPresent(step -> add(Stage.ELIGIBILITY, Stage.ELIGIBILITY.text(), step, classes.place()));
            binder.keep(eligible);
        }

        private void nonresponse() {
            int without = 0;
            for (int row = 0; row < responds.length; row++) {
                without += base[row] != 0 && dispositions[row].isEligible() && !responds[row] ? 1 : 0;
            }
            Optional<Nonresponse> declared = job.nonresponse();
            if (without > 0 && declared.isEmpty()) {
                faults.add(
                        job.place(),
                        without + (without == 1 ? " eligible row has" : " eligible rows have") + " no interview.",
                        "Say how the others stand for them: \"nonresponse\": {\"by\": [\"stratum\"]}, or {\"terms\": […]}.");
            }
            if (declared.isPresent()) {
                Place place = declared.get().place();
                declared.get()
                        .classes()
                        .flatMap(classes -> binder.nonresponse(CalibrationParser.CLASSES, classes, responds))
                        .ifPresent(step -> add(Stage.NONRESPONSE, Stage.NONRESPONSE.text(), step, place));
                declared.get()
                        .propensity()
                        .flatMap(model -> binder.nonresponse(CalibrationParser.PROPENSITY, model, responds))
                        .ifPresent(step -> add(Stage.NONRESPONSE, Stage.NONRESPONSE.text(), step, place));
            }
            binder.keep(responds);
        }

        private Optional<CalibratedWeights> weights() {
            CalibratedWeights weights = CalibratedWeights.of(List.of(), base);
            for (int step = 0; step < bound.size(); step++) {
                try {
                    weights = weights.with(bound.get(step));
                } catch (WeightingException e) {
                    Place place = places.get(step);
                    e.findings().forEach(finding -> faults.add(place, finding, ""));
                    return Optional.empty();
                }
            }
            return Optional.of(weights);
        }
    }

    /** The totals of every calibration and what the final weights make of them; a fault for each that they miss. */
    private List<ReachedTotal> totals(CalibratedWeights weights) {
        Map<String, ReachedTotal> totals = new LinkedHashMap<>();
        for (WeightingStep step : weights.steps()) {
            step.totals(weights.calibrated()).forEach(total -> totals.put(total.label(), total));
        }
        List<ReachedTotal> missed = totals.values().stream()
                .filter(total -> !(total.relativeMiss() <= HELD))
                .sorted((a, b) -> Double.compare(b.relativeMiss(), a.relativeMiss()))
                .toList();
        if (!missed.isEmpty()) {
            StringBuilder text = new StringBuilder(
                    "The final weights miss " + missed.size() + (missed.size() == 1 ? " total: " : " totals: "));
            for (ReachedTotal total : missed.subList(0, Math.min(LISTED, missed.size()))) {
                text.append(total.label())
                        .append(' ')
                        .append(Numbers.print(total.reached()))
                        .append(" of ")
                        .append(Numbers.print(total.wanted()))
                        .append(", ");
            }
            text.setLength(text.length() - 2);
            faults.add(
                    job.place(),
                    text.append(missed.size() > LISTED ? ", …." : ".").toString(),
                    "Put totals that must hold together into one step of calibration, or allow a raking more rounds.");
        }
        return List.copyOf(totals.values());
    }

    private void refuseInfinite(CalibratedWeights weights) {
        boolean finite = Double.isFinite(Arrays.stream(weights.initial()).sum());
        for (Weighted outcome : weights.outcomes()) {
            finite &= Double.isFinite(Arrays.stream(outcome.weights()).sum());
        }
        if (!finite) {
            faults.add(
                    job.input().design().place(),
                    "The weights sum to more than a number can hold.",
                    "Check the base weights for a slip.");
        }
    }

    private void refuseNegative(CalibratedWeights weights) {
        int negative = 0;
        for (double weight : weights.calibrated()) {
            negative += weight < 0 ? 1 : 0;
        }
        if (negative > 0) {
            faults.add(
                    job.place(),
                    "The calibration makes " + negative + (negative == 1 ? " weight" : " weights") + " negative.",
                    "Calibrate by raking or with \"bounds\", which keep weights above 0.");
        }
    }

    private Optional<Replicates> replicates(SurveyDesign design, CalibratedWeights weights) {
        Optional<ReplicateFactors> factors = job.input()
                .replicates()
                .flatMap(request -> new ReplicatesBinding(attachments, binding::known, table::quotes, design, faults)
                        .factors(request));
        return factors.map(made -> new Replicates(
                new CarriedReplicates(made, weights),
                job.input().replicates().orElseThrow().place()));
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        @Nullable Column column = job.id().map(binding::known).orElse(null);
        if (column == null) {
            for (int row = 1; row <= table.rows(); row++) {
                ids.add(Integer.toString(row));
            }
            return ids;
        }
        JsonText name = job.id().orElseThrow();
        Map<String, Integer> seen = new HashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            String id = CalibrationBinding.cell(column, row);
            ids.add(id);
            @Nullable Integer other = id.isEmpty() ? null : seen.putIfAbsent(id, row);
            if (id.isEmpty()) {
                missing.add(Integer.toString(row + 1));
            } else if (other != null) {
                repeated.add((row + 1) + " (as in row " + (other + 1) + ")");
            }
        }
        refuse(name, "is missing", missing);
        refuse(name, "stands again", repeated);
        return ids;
    }

    private void refuse(JsonText id, String what, List<String> rows) {
        if (!rows.isEmpty()) {
            faults.add(
                    id.place(),
                    "The id \"" + id.value() + "\" " + what + " in " + rows.size()
                            + (rows.size() == 1 ? " row: " : " rows: ")
                            + String.join(", ", rows.subList(0, Math.min(LISTED, rows.size())))
                            + (rows.size() > LISTED ? ", …." : "."),
                    "Name a column that tells every row from the others.");
        }
    }

    /** What became of each row; with faults where that is missing or unknown, or nobody was interviewed. */
    private Disposition[] dispositions() {
        Disposition[] dispositions = new Disposition[table.rows()];
        Optional<OutcomeColumn> outcome = job.outcome();
        JsonText name = outcome.map(OutcomeColumn::column)
                .orElseGet(() -> new JsonText(StoredRound.OUTCOME, false, job.place()));
        @Nullable
        Column column = outcome.isEmpty() && job.input().data().round().isEmpty() ? null : binding.known(name);
        if (column == null) {
            return dispositions;
        }
        Map<String, Disposition> codes = outcome.map(OutcomeColumn::codes).orElse(Map.of());
        Map<String, List<Integer>> unknown = new TreeMap<>();
        boolean interviewed = false;
        for (int row = 0; row < dispositions.length; row++) {
            String code = CalibrationBinding.cell(column, row);
            @Nullable
            Disposition found = codes.isEmpty() ? Disposition.parse(code).orElse(null) : codes.get(code);
            if (found == null) {
                unknown.computeIfAbsent(code, any -> new ArrayList<>()).add(row + 1);
            } else {
                dispositions[row] = found;
                interviewed |= found == Disposition.COMPLETE || (job.partialResponds() && found == Disposition.PARTIAL);
            }
        }
        unknown.forEach((code, rows) -> faults.add(
                name.place(),
                (code.isEmpty()
                                ? "The outcome \"" + name.value() + "\" is missing"
                                : "The outcome \"" + code + "\" has no disposition, found")
                        + " in " + rows.size() + (rows.size() == 1 ? " row" : " rows") + ", first in row "
                        + rows.get(0) + ".",
                codes.isEmpty()
                        ? "Use " + String.join(", ", Disposition.texts()) + " or I, P, R, NC, O, UH, UO, NE; or say in"
                                + " \"codes\" what the data's own words stand for."
                        : "Name it in \"codes\"."));
        if (unknown.isEmpty() && !interviewed) {
            faults.add(name.place(), "Nobody was interviewed.", "Check the column and its codes.");
        }
        return dispositions;
    }

    private List<GroupOutcomes> rates(Disposition[] dispositions, double[] weights) {
        // Who has no weight is not in the sample, as those whom the form of a round is not asked of.
        double[] ones =
                Arrays.stream(weights).map(weight -> weight == 0 ? 0 : 1).toArray();
        List<GroupOutcomes> rates = new ArrayList<>();
        rates.add(new GroupOutcomes("", "", Outcomes.of(dispositions, ones), Outcomes.of(dispositions, weights)));
        for (List<JsonText> by : job.ratesBy()) {
            boolean known = true;
            for (JsonText column : by) {
                known &= binding.known(column) != null;
            }
            if (!known) {
                continue;
            }
            List<String> names = by.stream().map(JsonText::value).toList();
            Grouping grouping = Grouping.of(table, names);
            Map<Disposition, double[]> persons = new EnumMap<>(Disposition.class);
            Map<Disposition, double[]> weighted = new EnumMap<>(Disposition.class);
            for (Disposition disposition : Disposition.values()) {
                persons.put(disposition, new double[grouping.size()]);
                weighted.put(disposition, new double[grouping.size()]);
            }
            for (int row = 0; row < weights.length; row++) {
                if (grouping.code(row) != Grouping.NONE) {
                    persons.get(dispositions[row])[grouping.code(row)] += ones[row];
                    weighted.get(dispositions[row])[grouping.code(row)] += weights[row];
                }
            }
            for (int group = 0; group < grouping.size(); group++) {
                rates.add(new GroupOutcomes(
                        String.join(";", names),
                        String.join(";", grouping.levels(group)),
                        of(persons, group),
                        of(weighted, group)));
            }
        }
        return rates;
    }

    private static Outcomes of(Map<Disposition, double[]> sums, int group) {
        Outcomes outcomes = Outcomes.none();
        for (Map.Entry<Disposition, double[]> sum : sums.entrySet()) {
            outcomes = outcomes.with(sum.getKey(), sum.getValue()[group]);
        }
        return outcomes;
    }
}
