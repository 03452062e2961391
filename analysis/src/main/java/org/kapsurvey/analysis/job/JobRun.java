package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Linearization;
import org.kapsurvey.analysis.estimate.ResidualVariance;
import org.kapsurvey.analysis.estimate.VarianceMethod;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.replicates.ReplicateVariance;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.analysis.totals.PsuTotalsSource;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * A job bound to its data: derived variables computed, every name checked, the design built. {@link #bind} collects the
 * faults of all of them; {@link #result} cannot fail any more.
 */
public final class JobRun {
    private final AnalysisJob job;
    private final Table data;
    private final Table table;
    private final SurveyDesign design;
    private final Optional<CalibratedWeights> weights;
    private final Optional<ReplicateWeights> replicates;
    private final Optional<ReplicateVariance> spread;
    private final List<BoundBlock> blocks;
    private final List<BoundTest> tests;
    private final List<BoundModel> models;
    private final List<CategoryColumn> categories;
    private final KapBinding kap;
    private final String plan;
    private final Runnable check;

    JobRun(
            AnalysisJob job,
            Table data,
            Table table,
            SurveyDesign design,
            Optional<CalibratedWeights> weights,
            Optional<ReplicateWeights> replicates,
            List<BoundBlock> blocks,
            List<BoundTest> tests,
            List<BoundModel> models,
            List<CategoryColumn> categories,
            KapBinding kap,
            String plan,
            Runnable check) {
        this.job = job;
        this.data = data;
        this.table = table;
        this.design = weights.map(w -> design.withWeights(w.calibrated())).orElse(design);
        this.weights = weights;
        this.replicates = replicates;
        this.spread = replicates.map(of -> new ReplicateVariance(
                table, this.design, of, job.replicates().orElseThrow().degreesOfFreedom()));
        this.blocks = blocks;
        this.tests = tests;
        this.models = models;
        this.categories = List.copyOf(categories);
        this.kap = kap;
        this.plan = plan;
        this.check = check;
    }

    /** The job ready to run on the data; nothing, and every fault at its place in the job, if something is wrong. */
    public static Optional<JobRun> bind(AnalysisJob job, Table data, Faults faults) {
        return bind(job, data, Attachments.NONE, faults);
    }

    /**
     * The same for a job that names further files.
     *
     * @param attachments what was read of them
     */
    public static Optional<JobRun> bind(AnalysisJob job, Table data, Attachments attachments, Faults faults) {
        return bind(job, data, attachments, KapInputs.NONE, faults);
    }

    /**
     * The same for a job that asks for scales or indicators.
     *
     * @param kap the plan and the forms that go with the data
     */
    public static Optional<JobRun> bind(
            AnalysisJob job, Table data, Attachments attachments, KapInputs kap, Faults faults) {
        return bind(job, data, attachments, kap, () -> {}, faults);
    }

    /**
     * The same for a job that can be broken off.
     *
     * @param check run every now and then while the job is bound and while it runs, by any thread; what it throws ends either
     */
    public static Optional<JobRun> bind(
            AnalysisJob job, Table data, Attachments attachments, KapInputs kap, Runnable check, Faults faults) {
        int before = faults.size();
        JobColumns columns = JobColumns.of(job, data, !kap.forms().isEmpty(), faults);
        Optional<JobRun> run = new JobBinding(job, columns, attachments, kap, check, faults)
                .bind(() -> job.design().builder(columns.table(), job.data()).build());
        return faults.size() > before ? Optional.empty() : run;
    }

    /**
     * The same for rows that are not here; {@link #result(PsuTotalsSource, DataSummary, long, IntConsumer)} has them summed
     * elsewhere.
     *
     * @param columns a few rows that hold every combination of levels that occurs where the job groups
     * @param design asked only if its columns are there and of their types; may throw {@code DesignException}
     */
    public static Optional<JobRun> bind(
            AnalysisJob job, JobColumns columns, Supplier<SurveyDesign> design, Faults faults) {
        return new JobBinding(job, columns, Attachments.NONE, faults).bind(design);
    }

    /** How many blocks of estimates, tests and models the job has. */
    public int steps() {
        return blocks.size() + tests.size() + models.size() + (job.wantsKap() ? 1 : 0);
    }

    /** Runs every block and test. */
    public JobResult result() {
        return result(done -> {});
    }

    /**
     * Runs every block and test.
     *
     * @param progress told before each of the {@link #steps} how many are done; what it throws ends the run
     */
    public JobResult result(IntConsumer progress) {
        return result(new TableTotals(table), DataSummary.of(data), zeros(design.weights()), progress);
    }

    private static long zeros(double[] weights) {
        long zeros = 0;
        for (double weight : weights) {
            zeros += weight == 0 ? 1 : 0;
        }
        return zeros;
    }

    /**
     * The same with the totals of another engine.
     *
     * @param summary of the data
     * @param zeroWeights how many rows have the weight 0
     */
    public JobResult result(PsuTotalsSource source, DataSummary summary, long zeroWeights, IntConsumer progress) {
        List<JobResult.Row> rows = new ArrayList<>();
        List<JobResult.Covariance> covariances = new ArrayList<>();
        Warnings warnings = new Warnings(design, zeroWeights);
        Comparisons comparisons = new Comparisons(job.targets());
        Estimation estimation = new Estimation(source, design, variance(table));
        int done = 0;
        for (BoundBlock bound : blocks) {
            progress.accept(done++);
            if (bound.block().quantiles().isPresent()) {
                new QuantileRun(table, design, replicates, this::estimation, bound, warnings, rows)
                        .run(bound.block().quantiles().get());
            } else {
                new BlockRun(table, estimation, bound, warnings, rows, covariances, comparisons, check).run();
            }
        }
        weights.ifPresent(warnings::weighting);
        replicates.ifPresent(warnings::replicates);
        if (job.replicates().orElse(null) instanceof ReplicatesRequest.Made made) {
            warnings.made(made, design);
        }
        List<JobResult.Test> outcomes = new ArrayList<>();
        List<JobResult.TableCell> cells = new ArrayList<>();
        for (BoundTest test : tests) {
            progress.accept(done++);
            new TestRun(table, estimation, design.weights(), test).run(outcomes, cells);
        }
        List<ModelResult> fitted = new ArrayList<>();
        for (BoundModel model : models) {
            progress.accept(done++);
            fitted.add(new ModelRun(table, estimation, model).run(covariances));
        }
        List<JobResult.ScaleRow> scales = List.of();
        List<IndicatorResult> indicators = List.of();
        if (job.wantsKap()) {
            progress.accept(done);
            scales = kap.scales(design.weights());
            indicators = kap.indicators(this::estimation, check);
        }
        warnings.scales(scales);
        if (job.domain().isPresent()) {
            warnings.inDomain(indicators.stream()
                    .map(IndicatorResult::indicator)
                    .distinct()
                    .count());
        }
        warnings.compared(comparisons.contrasts(), comparisons.targets(), outcomes, fitted);
        List<JobResult.Row> published = job.confidentiality()
                .map(rule -> new HeldBack(table, design.weights(), blocks).of(rows, rule))
                .orElse(rows);
        return new JobResult(
                job,
                summary,
                design,
                weights,
                published,
                covariances,
                comparisons.contrasts(),
                comparisons.targets(),
                outcomes,
                cells,
                fitted,
                scales,
                plan,
                indicators,
                warnings.list());
    }

    /** The totals that {@link #result} will want, but for a few that depend on what it finds. */
    public List<Asked> asked() {
        List<Asked> asked = new ArrayList<>();
        blocks.forEach(block -> asked.addAll(block.asked(table)));
        tests.forEach(test -> asked.addAll(test.asked(table)));
        return asked;
    }

    /** The columns of 0 and 1 that stand for categories, beside those of the data and the variables. */
    public List<CategoryColumn> categories() {
        return categories;
    }

    private Estimation estimation(Table columns) {
        return new Estimation(new TableTotals(columns), design, variance(columns));
    }

    private VarianceMethod variance(Table columns) {
        if (spread.isPresent()) {
            return spread.get().over(columns);
        }
        return weights.<VarianceMethod>map(residuals -> new ResidualVariance(columns, design, residuals))
                .orElseGet(() -> new Linearization(design));
    }
}
