package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.ItemPoints;
import org.kapsurvey.analysis.indicator.UnknownCodes;
import org.kapsurvey.analysis.scale.ItemAnalysis;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** The scales and the indicators of a job, checked against its data and then computed. */
final class KapBinding {
    private static final int LISTED = 5;

    /** Behind the name of a question, the column of the reasons for having no answer. */
    private static final String REASONS = "_missing";

    private final AnalysisJob job;
    private final JobColumns columns;
    private final KapInputs inputs;
    private final Map<String, List<double[]>> scored = new HashMap<>();
    private List<Indicator> indicators = List.of();
    /** Those of them that the data have every question of. */
    private List<Indicator> measured = List.of();

    KapBinding(AnalysisJob job, JobColumns columns, KapInputs inputs) {
        this.job = job;
        this.columns = columns;
        this.inputs = inputs;
    }

    /** Finds every column and indicator that is named; a fault at the place of each that is not there. */
    void check(Faults faults) {
        for (ScaleRequest scale : job.scales()) {
            List<double[]> items = new ArrayList<>();
            for (JsonText item : scale.items()) {
                points(item, faults).ifPresent(items::add);
            }
            scored.put(scale.id(), items);
        }
        job.plan().ifPresent(request -> check(request, faults));
        checkCodes(faults);
    }

    /**
     * A code that no form knows would count as a no wherever a choice is asked for; it is looked for where it can count. Of a stored
     * round the engine has read the answers.
     */
    private void checkCodes(Faults faults) {
        if (job.data().files().isEmpty()) {
            return;
        }
        read().forEach((name, rows) -> {
            @Nullable Column column = columns.table().find(name).orElse(null);
            if (column == null) {
                return;
            }
            UnknownCodes.of(column, inputs.forms(), rows)
                    .ifPresent(unknown -> tell(
                            name,
                            "holds what its question can't have",
                            unknown,
                            "Correct them, name in \"forms\" the version that has these choices, or in \"missing\" what stands for no answer.",
                            faults));
            if (name.endsWith(REASONS)) {
                String question = name.substring(0, name.length() - REASONS.length());
                UnknownCodes.ofReasons(column, question, inputs.forms(), rows)
                        .ifPresent(unknown -> tell(
                                name,
                                "holds what is no reason for having no answer",
                                unknown,
                                "Write one of "
                                        + JsonFields.listed(Stream.of(MissingCode.values())
                                                .map(MissingCode::code)
                                                .toList())
                                        + ", or leave the cell empty.",
                                faults));
            }
        });
    }

    private void tell(String column, String holds, UnknownCodes unknown, String remedy, Faults faults) {
        faults.add(
                job.data().files().get(0).place(),
                "The column \"" + column + "\" " + holds + ", in "
                        + unknown.rows().cardinality() + " of "
                        + columns.table().rows() + " rows: "
                        + listed(unknown.codes()) + ".",
                remedy);
    }

    /** The columns that a scale or an indicator reads, each with the rows in which it can count. */
    private Map<String, BitSet> read() {
        Map<String, BitSet> read = new LinkedHashMap<>();
        for (ScaleRequest scale : job.scales()) {
            BitSet rows = new BitSet();
            rows.set(0, columns.table().rows());
            columns.domain(scale.id()).ifPresent(domain -> rows.and(inside(domain)));
            for (JsonText item : scale.items()) {
                if (columns.table().find(item.value()).isPresent()) {
                    IndicatorColumns.addScored(read, item.value(), rows, columns.table());
                }
            }
        }
        for (Indicator indicator : measured) {
            IndicatorColumns.reach(indicator, inputs.forms(), columns.table()).forEach((name, rows) -> {
                columns.domain().ifPresent(domain -> rows.and(inside(domain)));
                read.computeIfAbsent(name, column -> new BitSet()).or(rows);
            });
        }
        return read;
    }

    private static BitSet inside(NumericColumn domain) {
        BitSet inside = new BitSet();
        for (int row = 0; row < domain.rows(); row++) {
            inside.set(row, domain.value(row) == 1);
        }
        return inside;
    }

    /** The age by which a group is told apart must be a number. */
    private void checkAges(List<Indicator> wanted, Faults faults) {
        Set<String> told = new HashSet<>();
        for (Indicator indicator : wanted) {
            for (TargetGroup group : indicator.groups()) {
                group.ages()
                        .flatMap(ages -> columns.table().find(ages.item()))
                        .filter(age -> !(age instanceof NumericColumn) && told.add(age.name()))
                        .ifPresent(age ->
                                ageAsText(age.name(), "the group \"" + group.id() + "\" of " + indicator.id(), faults));
            }
        }
    }

    private void ageAsText(String age, String of, Faults faults) {
        Optional<JsonText> asText = job.data().text().stream()
                .filter(named -> named.value().equals(age))
                .findFirst();
        faults.add(
                asText.or(() -> job.data().files().stream().findFirst())
                        .map(JsonText::place)
                        .orElseGet(() -> job.plan().orElseThrow().place()),
                "The column \"" + age + "\" is the age of " + of + ", and is read as a text.",
                asText.isPresent()
                        ? "Take it out of \"text\"."
                        : "Correct what is no number in it, or name it in \"missing\".");
    }

    private static String listed(Collection<String> names) {
        return String.join(", ", names.stream().limit(LISTED).toList())
                + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "");
    }

    private Optional<double[]> points(JsonText item, Faults faults) {
        Table table = columns.table();
        @Nullable Column column = table.find(item.value()).orElse(null);
        if (column == null) {
            faults.add(
                    item.place(),
                    "There is no column \"" + item.value() + "\".",
                    "Name a column of the data or a variable." + JsonFields.suggestion(item.value(), table.names()));
            return Optional.empty();
        }
        if (column instanceof NumericColumn numeric) {
            return Optional.of(numeric.values());
        }
        Optional<double[]> points = ItemPoints.of(item.value(), inputs.forms(), table);
        if (points.isEmpty()) {
            faults.add(
                    item.place(),
                    "The column \"" + item.value()
                            + "\" is text, and no form of the data says how its answers are scored.",
                    "Name \"forms\" in \"data\" whose \"kap\" scores it, or derive a number with a variable.");
        }
        return points;
    }

    private void check(PlanRequest request, Faults faults) {
        if (inputs.plan().isEmpty()) {
            // A plan that could not be read has its fault already.
            if (faults.isEmpty()) {
                faults.add(
                        request.place(),
                        "The data has no plan.",
                        "Name the plan's \"file\", or a \"plan\" in \"data\".");
            }
            return;
        }
        @Nullable JsonText weights = job.design().weights();
        if (weights != null
                && weights.value().startsWith(StoredRound.WEIGHT + ".")
                && columns.table().find(IndicatorColumns.FORMS).isPresent()) {
            faults.add(
                    weights.place(),
                    "A plan's indicators find the weights in their forms themselves; \"" + weights.value()
                            + "\" would count twice.",
                    "Take \"_weight\" as \"weights\" of the design, and make estimates of one form in a job of their own.");
        }
        List<Indicator> all = inputs.plan().get().indicators();
        List<Indicator> wanted = request.indicators().isEmpty() ? all : new ArrayList<>();
        IndicatorEstimation known = estimation(table -> {
            throw new IllegalStateException("Nothing is estimated yet");
        });
        for (JsonText id : request.indicators()) {
            Optional<Indicator> found =
                    all.stream().filter(one -> one.id().equals(id.value())).findFirst();
            if (found.isEmpty()) {
                faults.add(
                        id.place(),
                        "The plan has no indicator \"" + id.value() + "\".",
                        "Name one of the plan's."
                                + JsonFields.suggestion(
                                        id.value(),
                                        all.stream().map(Indicator::id).toList()));
                continue;
            }
            Set<String> lacking = known.lacking(found.get());
            if (!lacking.isEmpty()) {
                faults.add(
                        id.place(),
                        "The data does not have what \"" + id.value() + "\" is computed from: " + listed(lacking) + ".",
                        "Leave the indicator out, or name data of the forms that answer it.");
            } else {
                wanted.add(found.get());
            }
        }
        indicators = List.copyOf(wanted);
        measured = wanted.stream().filter(one -> known.lacking(one).isEmpty()).toList();
        checkAges(measured, faults);
        request.by()
                .forEach(columnsOf -> columnsOf.forEach(column -> {
                    if (columns.table().find(column.value()).isEmpty()) {
                        faults.add(
                                column.place(),
                                "There is no column \"" + column.value() + "\".",
                                "Name a column of the data or a variable."
                                        + JsonFields.suggestion(
                                                column.value(), columns.table().names()));
                    }
                }));
    }

    private IndicatorEstimation estimation(Function<Table, Estimation> estimations) {
        IndicatorEstimation everybody =
                new IndicatorEstimation(inputs.forms(), columns.table(), estimations, Double.NaN);
        return columns.domain().map(everybody::within).orElse(everybody);
    }

    List<JobResult.ScaleRow> scales(double[] weights) {
        List<JobResult.ScaleRow> rows = new ArrayList<>();
        for (ScaleRequest scale : job.scales()) {
            boolean[] counts = new boolean[weights.length];
            Optional<NumericColumn> domain = columns.domain(scale.id());
            for (int row = 0; row < counts.length; row++) {
                int at = row;
                counts[row] = domain.map(column -> column.value(at) == 1).orElse(true);
            }
            rows.add(new JobResult.ScaleRow(
                    scale, ItemAnalysis.of(weights, scored.getOrDefault(scale.id(), List.of()), counts)));
        }
        return rows;
    }

    /** @param check run before each indicator */
    List<IndicatorResult> indicators(Function<Table, Estimation> estimations, Runnable check) {
        if (job.plan().isEmpty()) {
            return List.of();
        }
        List<List<String>> by = job.plan().get().by().stream()
                .map(names -> names.stream().map(JsonText::value).toList())
                .toList();
        IndicatorEstimation estimation = estimation(estimations);
        List<IndicatorResult> results = new ArrayList<>();
        for (Indicator indicator : indicators) {
            check.run();
            results.addAll(estimation.results(indicator, by));
        }
        return results;
    }
}
