package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.inference.BorrowedEffect;
import org.kapsurvey.analysis.inference.EnclosingEffect;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.BoundBlock.BoundCategory;
import org.kapsurvey.analysis.job.BoundBlock.BoundVariable;
import org.kapsurvey.questionnaire.json.JsonText;

/** Runs one block: every variable in every grouping, and the design effects that rates of 0 and 1 borrow. */
final class BlockRun {
    private final Table table;
    private final Estimation estimation;
    private final BoundBlock bound;
    private final Block block;
    private final Warnings warnings;
    private final List<JobResult.Row> rows;
    private final List<JobResult.Covariance> covariances;
    private final Comparisons comparisons;
    private final Map<List<String>, Grouping> groupings;
    private final EnclosingEffect enclosing;
    private final Runnable check;

    /** The rows in the order of the job, not yet with their intervals, which all processors then find. */
    private final List<Supplier<JobResult.Row>> wanted = new ArrayList<>();

    BlockRun(
            Table table,
            Estimation estimation,
            BoundBlock bound,
            Warnings warnings,
            List<JobResult.Row> rows,
            List<JobResult.Covariance> covariances,
            Comparisons comparisons,
            Runnable check) {
        this.table = table;
        this.estimation = estimation.ahead(
                bound.estimators(), List.copyOf(bound.groupings().values()));
        this.bound = bound;
        this.block = bound.block();
        this.groupings = new HashMap<>(bound.groupings());
        this.enclosing = new EnclosingEffect(this.estimation, this::grouping);
        this.warnings = warnings;
        this.rows = rows;
        this.covariances = covariances;
        this.comparisons = comparisons;
        this.check = check;
    }

    void run() {
        List<Cell> cells = new ArrayList<>();
        for (BoundVariable variable : bound.variables()) {
            for (List<JsonText> by : block.by()) {
                cells.add(new Cell(
                        variable, grouping(by.stream().map(JsonText::value).toList())));
            }
        }
        // Estimates know nothing of each other; what is written keeps the order of the job.
        List<List<GroupEstimates>> estimates =
                cells.parallelStream().map(this::estimates).toList();
        for (int i = 0; i < cells.size(); i++) {
            add(cells.get(i), estimates.get(i));
        }
        rows.addAll(wanted.parallelStream().map(Supplier::get).toList());
    }

    /** A variable in a grouping. */
    private record Cell(BoundVariable variable, Grouping grouping) {}

    private List<GroupEstimates> estimates(Cell cell) {
        boolean logits = block.intervals().contains(ProportionInterval.LOGIT);
        return cell.variable().categories().stream()
                .map(category -> {
                    check.run();
                    return estimation.each(category.estimator(), cell.grouping());
                })
                .map(groups -> logits ? groups.withLogitErrors() : groups)
                .toList();
    }

    private void add(Cell cell, List<GroupEstimates> categories) {
        BoundVariable variable = cell.variable();
        Grouping grouping = cell.grouping();
        List<String> empty = new ArrayList<>();
        for (int group = 0; group < grouping.size(); group++) {
            // The categories of a variable are shares of the same rows; a variable without a value has none.
            if (categories.isEmpty() || categories.get(0).estimates().get(group).rows() == 0) {
                empty.add(grouping.label(group));
                continue;
            }
            for (int i = 0; i < categories.size(); i++) {
                Estimate estimate = categories.get(i).estimates().get(group);
                addRows(variable, variable.categories().get(i), grouping.by(), grouping.levels(group), estimate);
            }
        }
        warnings.withoutRow(variable.name(), grouping, empty);
        for (int i = 0; i < categories.size() && !block.contrasts().isEmpty(); i++) {
            int freedom = estimation
                    .whole(variable.categories().get(i).estimator(), grouping)
                    .degreesOfFreedom();
            comparisons.contrasts(block, variable, label(variable, i), grouping, categories.get(i), freedom);
        }
        if (block.covariances() && block.statistic() == Statistic.PROPORTIONS) {
            addCovariances(variable, grouping, categories);
        } else if (block.covariances()) {
            categories.forEach(groups -> addCovariances(variable, groups));
        }
    }

    /** How a category is written where each has its own: {@code edu=none}. */
    private String label(BoundVariable variable, int category) {
        return block.statistic() == Statistic.PROPORTIONS
                ? Grouping.of(table, List.of(variable.name())).label(category)
                : "";
    }

    private Grouping grouping(List<String> by) {
        return groupings.computeIfAbsent(by, columns -> BoundBlock.within(Grouping.of(table, columns), bound.domain()));
    }

    private void addRows(
            BoundVariable variable, BoundCategory category, List<String> by, List<String> levels, Estimate estimate) {
        warnings.estimate(variable.name(), estimate);
        boolean rate = block.statistic().isProportion();
        if (comparisons.judges(block)) {
            boolean degenerate = rate && ProportionInterval.degenerate(estimate.value());
            comparisons.targets(
                    block,
                    variable,
                    estimate,
                    degenerate ? enclosingEffect(category.estimator(), by, levels) : BorrowedEffect.NONE);
        }
        if (block.intervals().isEmpty()) {
            double level = block.levels().get(0);
            Optional<Supplier<JobResult.Row>> printed = Optional.of(ProportionInterval.KORN_GRAUBARD)
                    .filter(method -> rate)
                    .map(method -> wanted(variable, category, by, levels, estimate, method, level));
            wanted.add(() -> row(
                    variable,
                    category,
                    estimate,
                    Optional.empty(),
                    Notes.of(estimate, block.statistic()),
                    printed.map(Supplier::get)));
        }
        for (ProportionInterval method : block.intervals()) {
            for (double level : block.levels()) {
                wanted.add(wanted(variable, category, by, levels, estimate, method, level));
            }
        }
    }

    /** What a rate of 0 or 1 borrows is estimated now, by one thread; what is returned any may run. */
    private Supplier<JobResult.Row> wanted(
            BoundVariable variable,
            BoundCategory category,
            List<String> by,
            List<String> levels,
            Estimate estimate,
            ProportionInterval method,
            double level) {
        boolean degenerate =
                method == ProportionInterval.KORN_GRAUBARD && ProportionInterval.degenerate(estimate.value());
        BorrowedEffect effect = degenerate ? enclosingEffect(category.estimator(), by, levels) : BorrowedEffect.NONE;
        String note = Notes.of(estimate, block.statistic());
        return () -> row(
                variable,
                category,
                estimate,
                Optional.of(method.of(estimate, level, effect)),
                degenerate ? Notes.with(note, effect.value()) : note,
                Optional.empty());
    }

    private JobResult.Row row(
            BoundVariable variable,
            BoundCategory category,
            Estimate estimate,
            Optional<Interval> interval,
            String note,
            Optional<JobResult.Row> withDefaultInterval) {
        return new JobResult.Row(
                block.id(),
                block.statistic(),
                variable.name(),
                category.category(),
                estimate,
                interval.map(one -> one.method().text()).orElse(""),
                interval,
                note,
                withDefaultInterval);
    }

    /** Of the nearest enclosing domain where 0 &lt; p &lt; 1, at last of everybody; NaN if p is 0 or 1 everywhere. */
    private BorrowedEffect enclosingEffect(Estimator estimator, List<String> by, List<String> levels) {
        BorrowedEffect effect = enclosing.of(estimator, by, levels);
        return effect.isKnown()
                ? effect
                : new BorrowedEffect(EnclosingEffect.of(estimation.whole(estimator)), "all rows");
    }

    /** Among the shares of all categories in all groups; each is called by its group and its category. */
    private void addCovariances(BoundVariable variable, Grouping grouping, List<GroupEstimates> categories) {
        double[][] matrix = GroupEstimates.covariances(categories);
        Grouping levels = Grouping.of(table, List.of(variable.name()));
        List<String> labels = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int group = 0; group < grouping.size(); group++) {
            if (categories.get(0).estimates().get(group).rows() > 0) {
                String label = grouping.label(group);
                for (int category = 0; category < levels.size(); category++) {
                    labels.add((label.isEmpty() ? "" : label + ";") + levels.label(category));
                    places.add(category * grouping.size() + group);
                }
            }
        }
        for (int i = 0; i < places.size(); i++) {
            for (int j = i; j < places.size(); j++) {
                covariances.add(new JobResult.Covariance(
                        block.id(),
                        variable.name(),
                        labels.get(i),
                        labels.get(j),
                        matrix[places.get(i)][places.get(j)]));
            }
        }
    }

    private void addCovariances(BoundVariable variable, GroupEstimates groups) {
        double[][] matrix = groups.covariances();
        List<Estimate> estimates = groups.estimates();
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i; j < matrix.length; j++) {
                if (estimates.get(i).rows() > 0 && estimates.get(j).rows() > 0) {
                    covariances.add(new JobResult.Covariance(
                            block.id(),
                            variable.name(),
                            estimates.get(i).domain(),
                            estimates.get(j).domain(),
                            matrix[i][j]));
                }
            }
        }
    }
}
