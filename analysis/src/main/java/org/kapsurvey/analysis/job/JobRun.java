package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.totals.TableTotals;
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
    private final List<BoundBlock> blocks;

    JobRun(AnalysisJob job, Table data, Table table, SurveyDesign design, List<BoundBlock> blocks) {
        this.job = job;
        this.data = data;
        this.table = table;
        this.design = design;
        this.blocks = blocks;
    }

    /** The job ready to run on the data; nothing, and every fault at its place in the job, if something is wrong. */
    public static Optional<JobRun> bind(AnalysisJob job, Table data, Faults faults) {
        return new JobBinding(job, data, faults).bind();
    }

    /** Runs every block. */
    public JobResult result() {
        List<JobResult.Row> rows = new ArrayList<>();
        List<JobResult.Covariance> covariances = new ArrayList<>();
        Warnings warnings = new Warnings(design);
        Comparisons comparisons = new Comparisons(job.targets());
        Estimation estimation = estimation(table);
        for (BoundBlock bound : blocks) {
            if (bound.block().quantiles().isPresent()) {
                new QuantileRun(table, design, this::estimation, bound, warnings, rows)
                        .run(bound.block().quantiles().get());
            } else {
                new BlockRun(table, estimation, bound, warnings, rows, covariances, comparisons).run();
            }
        }
        return new JobResult(
                job, data, design, rows, covariances, comparisons.contrasts(), comparisons.targets(), warnings.list());
    }

    private Estimation estimation(Table columns) {
        return new Estimation(new TableTotals(columns), design);
    }
}
