package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Count;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.Ratio;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.estimate.Variance;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.BoundBlock.BoundCategory;
import org.kapsurvey.analysis.job.BoundBlock.BoundVariable;
import org.kapsurvey.analysis.replicates.ReplicateFactors;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.WeightingException;
import org.kapsurvey.analysis.weighting.WeightingStep;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Checks the job against the data, going on after each fault. */
final class JobBinding {
    private static final int LISTED_LEVELS = 10;

    /** More totals than this (1 GB of them) are refused: somebody grouped by an identifier. */
    private static final long MOST_TOTALS = 1L << 27;

    private static final int MOST_TERMS = 8;

    private final AnalysisJob job;
    private final JobColumns columns;
    private final Attachments attachments;
    private final Faults faults;
    private final KapInputs kap;
    private final Runnable check;
    private Table table;
    private final List<String> names;
    private final List<CategoryColumn> categories = new ArrayList<>();

    /** Those that the blocks want, by their columns. */
    private final Map<List<String>, Grouping> groupings = new ConcurrentHashMap<>();

    JobBinding(AnalysisJob job, JobColumns columns, Attachments attachments, Faults faults) {
        this(job, columns, attachments, KapInputs.NONE, () -> {}, faults);
    }

    /** @param check as of {@link JobRun#bind(AnalysisJob, Table, Attachments, KapInputs, Runnable, Faults)} */
    JobBinding(
            AnalysisJob job,
            JobColumns columns,
            Attachments attachments,
            KapInputs kap,
            Runnable check,
            Faults faults) {
        this.kap = kap;
        this.check = check;
        this.job = job;
        this.columns = columns;
        this.attachments = attachments;
        this.table = columns.table();
        this.faults = faults;
        this.names = List.copyOf(table.names());
    }

    /** @param makeDesign asked only if the columns of the design are there and of their types */
    Optional<JobRun> bind(Supplier<SurveyDesign> makeDesign) {
        int before = faults.size();
        job.data().text().forEach(this::column);
        job.data().numeric().forEach(this::column);
        @Nullable SurveyDesign design = designAndGroupings(makeDesign);
        @Nullable NumericColumn domain = columns.domain().orElse(null);
        Optional<CalibratedWeights> weights = design == null ? Optional.empty() : calibrated(design.weights(), domain);
        Optional<ReplicateWeights> replicates = design == null ? Optional.empty() : replicates(design, weights);
        List<BoundBlock> blocks = new ArrayList<>();
        for (Block block : job.estimates()) {
            blocks.add(block(block, design));
        }
        List<BoundTest> tests = job.tests().stream().map(this::test).toList();
        ModelBinding modelling = new ModelBinding(table, columns, this::known, faults);
        List<ModelBinding.Checked> checked = job.models().stream()
                .flatMap(model -> modelling.check(model).stream())
                .toList();
        KapBinding scored = new KapBinding(job, columns, kap);
        scored.check(faults);
        if (design != null) {
            refuseEmptyDomains(design, domain);
        }
        if (faults.size() > before || design == null) {
            return Optional.empty();
        }
        // Only where all else is right: a model of wrong rows has faults that are none.
        double[] ofEstimates = weights.map(CalibratedWeights::calibrated).orElse(design.weights());
        tests.forEach(test -> refuseNegative(test, ofEstimates));
        List<BoundModel> models = checked.stream()
                .flatMap(model -> modelling.fit(model, ofEstimates).stream())
                .toList();
        if (faults.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new JobRun(
                job,
                columns.data(),
                table,
                design,
                weights,
                replicates,
                blocks,
                tests,
                models,
                categories,
                scored,
                kap.plan().map(Plan::id).orElse(""),
                check));
    }

    /** The design, which is one processor's work, while others make the groupings of all blocks. */
    private @Nullable SurveyDesign designAndGroupings(Supplier<SurveyDesign> makeDesign) {
        AtomicReference<@Nullable SurveyDesign> made = new AtomicReference<>();
        List<Runnable> work = new ArrayList<>();
        work.add(() -> made.set(design(makeDesign)));
        job.estimates().stream()
                .flatMap(block -> block.by().stream())
                .map(JobBinding::columnsOf)
                .filter(table.names()::containsAll)
                .distinct()
                .forEach(by -> work.add(() -> groupings.put(by, Grouping.of(table, by))));
        // Whoever is free takes the next, so that the design, which takes longest, begins first.
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, work.size())
                .parallel()
                .forEach(any -> work.get(next.getAndIncrement()).run());
        return made.get();
    }

    private static List<String> columnsOf(List<JsonText> by) {
        return by.stream().map(JsonText::value).toList();
    }

    private Optional<CalibratedWeights> calibrated(double[] designWeights, @Nullable NumericColumn domain) {
        int before = faults.size();
        List<WeightingStep> steps = new ArrayList<>();
        CalibrationBinding binding =
                new CalibrationBinding(table, attachments, this::known, domain, designWeights, faults);
        job.calibration().forEach(request -> binding.step(request).ifPresent(steps::add));
        if (faults.size() > before || job.calibration().isEmpty()) {
            return Optional.empty();
        }
        CalibratedWeights weights = CalibratedWeights.of(List.of(), designWeights);
        for (int step = 0; step < steps.size(); step++) {
            try {
                weights = weights.with(steps.get(step));
            } catch (WeightingException e) {
                Place place = job.calibration().get(step).place();
                e.findings().forEach(finding -> faults.add(place, finding, ""));
                return Optional.empty();
            }
        }
        return Optional.of(weights);
    }

    private Optional<ReplicateWeights> replicates(SurveyDesign design, Optional<CalibratedWeights> weights) {
        int before = faults.size();
        Optional<ReplicateFactors> factors = job.replicates()
                .flatMap(request -> new ReplicatesBinding(attachments, this::known, table::quotes, design, faults)
                        .factors(request));
        if (factors.isEmpty()
                || faults.size() > before
                || (weights.isEmpty() && !job.calibration().isEmpty())) {
            return Optional.empty();
        }
        if (weights.isEmpty()) {
            return Optional.of(ReplicateWeights.of(factors.get(), design.weights(), check));
        }
        try {
            return Optional.of(ReplicateWeights.of(factors.get(), weights.get(), check));
        } catch (WeightingException e) {
            Place place = job.replicates().orElseThrow().place();
            e.findings()
                    .forEach(finding -> faults.add(
                            place,
                            finding,
                            "Use cells and terms that every replicate has rows for, or linearisation."));
            return Optional.empty();
        }
    }

    private void refuseEmptyDomains(SurveyDesign design, @Nullable NumericColumn domain) {
        if (job.domain().isPresent() && columns.isEmpty(domain, design.weights())) {
            faults.add(
                    job.domain().get().place(),
                    "No row with a weight meets \"domain\".",
                    "Correct the condition, or the codes that it compares with.");
            return;
        }
        Map<String, Expression> wheres = new LinkedHashMap<>();
        job.estimates().forEach(block -> block.where().ifPresent(where -> wheres.put(block.id(), where)));
        job.tests().forEach(test -> test.where().ifPresent(where -> wheres.put(test.id(), where)));
        job.models().forEach(model -> model.where().ifPresent(where -> wheres.put(model.id(), where)));
        job.scales().forEach(scale -> scale.where().ifPresent(where -> wheres.put(scale.id(), where)));
        wheres.forEach((id, where) -> {
            if (columns.isEmpty(columns.domain(id).orElse(null), design.weights())) {
                faults.add(
                        where.place(),
                        "No row with a weight meets \"where\"" + (domain == null ? "." : " within \"domain\"."),
                        "Correct the condition, or the codes that it compares with.");
            }
        });
    }

    /** A column that a step of weighting names: not one whose variable is wrong, which has its fault already. */
    @Nullable
    Column known(JsonText name) {
        return columns.isWrong(name.value()) ? null : column(name);
    }

    private BoundTest test(TestBlock test) {
        @Nullable NumericColumn within = columns.domain(test.id()).orElse(null);
        boolean first = test.kind().isTable()
                ? column(test.first()) != null
                : numeric(test.first(), "A test \"" + test.kind().text() + "\"");
        Column by = column(test.second());
        if (first && by != null) {
            refuseFewGroups(test, within);
        }
        return new BoundTest(test, within);
    }

    private void refuseNegative(BoundTest test, double[] weights) {
        if (test.block().kind() != TestBlock.Kind.RANK) {
            return;
        }
        Grouping groups = test.groups(table);
        NumericColumn ranked = table.numeric(test.block().first().value());
        long negative = IntStream.range(0, weights.length)
                .filter(row -> weights[row] < 0 && groups.code(row) != Grouping.NONE && !ranked.isMissing(row))
                .count();
        if (negative > 0) {
            faults.add(
                    test.block().first().place(),
                    "Ranks need weights of 0 or more; calibration made " + negative + " negative.",
                    "Give the calibration \"bounds\".");
        }
    }

    private void refuseFewGroups(TestBlock test, @Nullable NumericColumn within) {
        Column first = table.column(test.first().value());
        List<JsonText> grouped = test.kind().isTable() ? List.of(test.first(), test.second()) : List.of(test.second());
        Set<String> common = new HashSet<>();
        for (JsonText by : grouped) {
            Column second = table.column(test.second().value());
            Set<String> levels = new HashSet<>();
            Grouping groups = Grouping.of(table, List.of(by.value()));
            boolean[] occurs = new boolean[groups.size()];
            int found = 0;
            for (int row = 0; row < table.rows(); row++) {
                boolean counts = groups.code(row) != Grouping.NONE
                        && !first.isMissing(row)
                        && !second.isMissing(row)
                        && (within == null || within.value(row) == 1);
                if (counts && !occurs[groups.code(row)]) {
                    occurs[groups.code(row)] = true;
                    levels.add(groups.levels(groups.code(row)).get(0));
                    found++;
                }
            }
            if (by.equals(test.first())) {
                common.addAll(levels);
            } else {
                common.retainAll(levels);
            }
            boolean two = test.kind() == TestBlock.Kind.T;
            if (found < 2 || (two && found > 2)) {
                faults.add(
                        by.place(),
                        "\"" + by.value() + "\" has " + found + (found == 1 ? " group" : " groups")
                                + " where the test needs " + (two ? "2." : "2 or more."),
                        two
                                ? "Name a column of two groups, or choose two with \"where\"."
                                : "Name a column of more groups.");
            }
        }
        if (test.kind() == TestBlock.Kind.KAPPA && common.isEmpty()) {
            faults.add(
                    test.second().place(),
                    "\"" + test.first().value() + "\" and \"" + test.second().value()
                            + "\" have no level in common, so that they can't agree.",
                    "Name two columns with the same codes, or derive one with them under \"variables\".");
        }
    }

    @Nullable
    SurveyDesign design(Supplier<SurveyDesign> make) {
        AnalysisJob.Design wanted = job.design();
        List<JsonText> named = new ArrayList<>();
        boolean complete = true;
        if (wanted.weights() != null) {
            complete &= numeric(wanted.weights(), "Weights");
            named.add(wanted.weights());
        }
        for (JsonText column : wanted.fpc()) {
            complete &= numeric(column, "The fpc");
        }
        for (JsonText column : wanted.strata()) {
            complete &= column(column) != null;
        }
        for (JsonText column : wanted.clusters()) {
            complete &= column(column) != null;
        }
        named.addAll(wanted.fpc());
        named.addAll(wanted.strata());
        named.addAll(wanted.clusters());
        if (!complete || columns.anyWrong(named.stream().map(JsonText::value).toList())) {
            return null;
        }
        try {
            return make.get();
        } catch (DesignException e) {
            e.findings().forEach(finding -> faults.add(wanted.place(), finding, ""));
            return null;
        }
    }

    private BoundBlock block(Block block, @Nullable SurveyDesign design) {
        @Nullable NumericColumn domain = columns.domain(block.id()).orElse(null);
        Map<List<String>, Grouping> groupings = groupings(block, domain, design);
        if (groupings.size() == 1) {
            unknownLevels(block, groupings.values().iterator().next());
        }
        List<BoundVariable> variables = new ArrayList<>();
        switch (block.statistic()) {
            case COUNT -> variables.add(count(block));
            case RATIO -> ratio(block).ifPresent(variables::add);
            case MEAN, TOTAL, VARIANCE, QUANTILE ->
                block.variables().forEach(variable -> {
                    if (numeric(variable, "A " + block.statistic().text())) {
                        String name = variable.value();
                        variables.add(
                                block.statistic() == Statistic.QUANTILE
                                        ? new BoundVariable(name, List.of())
                                        : one(name, "", estimator(block.statistic(), name)));
                    }
                });
            case PROPORTION ->
                checkedAtOnce(block.variables())
                        .forEach(variable ->
                                proportion(variable, block.category()).ifPresent(variables::add));
            case PROPORTIONS ->
                block.variables().forEach(variable -> proportions(variable).ifPresent(variables::add));
        }
        return new BoundBlock(block, variables, domain, groupings);
    }

    private void unknownLevels(Block block, Grouping grouping) {
        List<String> levels = new ArrayList<>();
        for (int group = 0; group < grouping.size(); group++) {
            levels.add(String.join(";", grouping.levels(group)));
        }
        for (AnalysisJob.BlockContrast contrast : block.contrasts()) {
            for (AnalysisJob.Coefficient coefficient : contrast.coefficients()) {
                if (!levels.contains(coefficient.level())) {
                    String some = String.join("\", \"", levels.subList(0, Math.min(LISTED_LEVELS, levels.size())));
                    faults.add(
                            coefficient.place(),
                            "There is no group \"" + coefficient.level() + "\".",
                            grouping.isQuoted()
                                    ? "The groups are \"" + some + (levels.size() > LISTED_LEVELS ? "\", …." : "\".")
                                    : "There are " + levels.size() + " groups; the codes stand in the form.");
                }
            }
        }
    }

    private Estimator estimator(Statistic statistic, String variable) {
        NumericColumn column = table.numeric(variable);
        return switch (statistic) {
            case TOTAL -> Total.of(column);
            case VARIANCE -> Variance.of(column);
            default -> Mean.of(column);
        };
    }

    private Map<List<String>, Grouping> groupings(
            Block block, @Nullable NumericColumn domain, @Nullable SurveyDesign design) {
        List<List<JsonText>> known = new ArrayList<>();
        for (List<JsonText> by : block.by()) {
            if (by.stream().filter(name -> column(name) == null).count() == 0) {
                known.add(by);
            }
        }
        Map<List<String>, Grouping> bound = new HashMap<>();
        for (List<JsonText> by : known) {
            Grouping grouping = groupings.get(columnsOf(by));
            if (grouping == null) {
                throw new IllegalStateException("There is no grouping by " + columnsOf(by));
            }
            if (design != null && (long) grouping.size() * design.psus().units() * MOST_TERMS > MOST_TOTALS) {
                faults.add(
                        (by.isEmpty() ? job.design().place() : by.get(0).place()),
                        String.format(
                                Locale.ROOT,
                                "This grouping makes %,d groups in %,d PSUs, more than can be tabulated.",
                                grouping.size(),
                                design.psus().units()),
                        "Group by columns with fewer values.");
                continue;
            }
            bound.put(grouping.by(), BoundBlock.within(grouping, domain));
        }
        return bound;
    }

    private static BoundVariable one(String name, String category, Estimator estimator) {
        return new BoundVariable(name, List.of(new BoundCategory(category, estimator)));
    }

    private BoundVariable count(Block block) {
        List<String> observed = new ArrayList<>();
        for (JsonText variable : block.variables()) {
            if (column(variable) != null) {
                observed.add(variable.value());
            }
        }
        return one(String.join(" ", observed), "", Count.of(observed));
    }

    private Optional<BoundVariable> ratio(Block block) {
        if (block.variables().size() < 2) {
            return Optional.empty();
        }
        JsonText numerator = block.variables().get(0);
        JsonText denominator = block.variables().get(1);
        boolean first = numeric(numerator, "A ratio");
        boolean both = numeric(denominator, "A ratio") && first;
        if (!both) {
            return Optional.empty();
        }
        String name = numerator.value() + "/" + denominator.value();
        return Optional.of(
                one(name, "", Ratio.of(table.numeric(numerator.value()), table.numeric(denominator.value()))));
    }

    /** The variables, after what their columns hold has been looked at by all processors. */
    private List<JsonText> checkedAtOnce(List<JsonText> variables) {
        variables.parallelStream()
                .flatMap(variable -> table.find(variable.value()).stream())
                .filter(NumericColumn.class::isInstance)
                .forEach(column -> ((NumericColumn) column).isBinary());
        return variables;
    }

    private Optional<BoundVariable> proportion(JsonText variable, @Nullable JsonText category) {
        Column column = column(variable);
        if (column == null || columns.isWrong(variable.value())) {
            return Optional.empty();
        }
        if (category != null) {
            Map<String, Estimator> estimators = categories(column, Set.of(category.value()));
            if (estimators.isEmpty()) {
                faults.add(
                        category.place(),
                        "\"" + variable.value() + "\" has no category \"" + category.value() + "\".",
                        "It has " + listed(column) + ".");
                return Optional.empty();
            }
            return Optional.of(one(variable.value(), category.value(), estimators.get(category.value())));
        }
        if (column instanceof NumericColumn numeric) {
            for (int row = 0; row < numeric.rows() && !numeric.isBinary(); row++) {
                if (!numeric.isMissing(row) && numeric.value(row) != 0 && numeric.value(row) != 1) {
                    faults.add(
                            variable.place(),
                            "A proportion needs a variable of 0 and 1; \"" + variable.value() + "\" is "
                                    + (table.quotes(variable.value())
                                            ? Numbers.print(numeric.value(row))
                                            : "another number")
                                    + columns.inRow(row) + ".",
                            "Name a \"category\", or use proportions, or mean.");
                    return Optional.empty();
                }
            }
            return Optional.of(one(variable.value(), "", Mean.of(variable.value())));
        }
        faults.add(
                variable.place(),
                "A proportion of the text variable \"" + variable.value() + "\" needs a \"category\".",
                "It has " + listed(column) + ".");
        return Optional.empty();
    }

    private Optional<BoundVariable> proportions(JsonText variable) {
        Column column = column(variable);
        if (column == null) {
            return Optional.empty();
        }
        List<BoundCategory> categories = new ArrayList<>();
        categories(column, null).forEach((name, estimator) -> categories.add(new BoundCategory(name, estimator)));
        return Optional.of(new BoundVariable(variable.value(), categories));
    }

    /** An estimator of the share of each category, or of those wanted; a column of 0 and 1 is added for each. */
    private Map<String, Estimator> categories(Column column, @Nullable Set<String> wanted) {
        Map<String, Estimator> estimators = new LinkedHashMap<>();
        Grouping levels = Grouping.of(table, List.of(column.name()));
        for (int group = 0; group < levels.size(); group++) {
            String level = levels.levels(group).get(0);
            if (wanted != null && !wanted.contains(level)) {
                continue;
            }
            CategoryColumn category = new CategoryColumn(freeName(column.name() + "=" + level), column.name(), level);
            table = table.with(category.of(levels));
            categories.add(category);
            estimators.put(level, Mean.of(category.name()));
        }
        return estimators;
    }

    private String freeName(String wanted) {
        String name = wanted;
        while (table.find(name).isPresent()) {
            name += "'";
        }
        return name;
    }

    private String listed(Column column) {
        Grouping levels = Grouping.of(table, List.of(column.name()));
        if (!levels.isQuoted() && levels.size() > 0) {
            return levels.size() + " categories; the codes stand in the form";
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < Math.min(LISTED_LEVELS, levels.size()); group++) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append('"')
                    .append(levels.levels(group).get(0))
                    .append('"');
        }
        if (levels.size() > LISTED_LEVELS) {
            text.append(", … (").append(levels.size()).append(" in all)");
        }
        return levels.size() == 0 ? "no value at all" : text.toString();
    }

    /** The cell that makes the column text, where there is one: text may also be asked for. */
    private String firstText(TextColumn column) {
        for (int row = 0; row < column.rows(); row++) {
            String value = column.value(row);
            if (value != null && !Double.isFinite(Numbers.parse(value))) {
                return table.quotes(column.name()) ? ": \"" + value + "\"" + columns.inRow(row) : columns.inRow(row);
            }
        }
        return "";
    }

    private boolean numeric(JsonText name, String what) {
        Column column = column(name);
        if (column instanceof TextColumn text) {
            faults.add(
                    name.place(),
                    what + " must be numeric; the column \"" + name.value() + "\" is text" + firstText(text) + ".",
                    "Convert it with a variable number(${" + name.value()
                            + "}), or list the cells that mean missing under \"missing\".");
            return false;
        }
        return column != null;
    }

    private @Nullable Column column(JsonText name) {
        // Columns made here for categories are not for the author to name.
        Column column = names.contains(name.value()) ? table.find(name.value()).orElse(null) : null;
        if (column == null) {
            faults.add(
                    name.place(),
                    "There is no column \"" + name.value() + "\".",
                    "Name a column of the data or a derived variable." + JsonFields.suggestion(name.value(), names));
        }
        return column;
    }
}
