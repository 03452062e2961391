package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.indicator.TargetTest;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.TestOutcome;
import org.kapsurvey.analysis.job.AnalysisJob.Target;
import org.kapsurvey.analysis.weighting.CalibratedWeights;

/**
 * What a job gave, in the order of the job.
 *
 * @param design with the weights of the estimates
 * @param weights how they came about; empty without calibration
 */
public record JobResult(
        AnalysisJob job,
        DataSummary data,
        SurveyDesign design,
        Optional<CalibratedWeights> weights,
        List<Row> rows,
        List<Covariance> covariances,
        List<ContrastRow> contrasts,
        List<TargetRow> targets,
        List<Test> tests,
        List<TableCell> tables,
        List<Warning> warnings) {
    public JobResult {
        rows = List.copyOf(rows);
        covariances = List.copyOf(covariances);
        contrasts = List.copyOf(contrasts);
        targets = List.copyOf(targets);
        tests = List.copyOf(tests);
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
    }

    /**
     * One estimate with one interval, or with none.
     *
     * @param variable of a ratio {@code numerator/denominator}; empty of a count of all rows
     * @param category empty unless the estimate is the share of a category
     * @param method the interval as the job calls it; empty without one
     * @param note codes such as {@code n<25 df<8}, blank-separated
     */
    public record Row(
            String id,
            Statistic statistic,
            String variable,
            String category,
            Estimate estimate,
            String method,
            Optional<Interval> interval,
            String note) {}

    public record Covariance(String id, String variable, String first, String second, double covariance) {}

    /**
     * A contrast of a block, of one variable.
     *
     * @param category {@code edu=none} where every category has its own contrast; else empty
     */
    public record ContrastRow(
            String id, String variable, String name, Contrast.Scale scale, String category, Contrast contrast) {}

    /** One estimate against a target; the verdict comes from the interval alone. */
    public record TargetRow(
            Target target, String variable, Estimate estimate, Interval interval, TargetTest test, Verdict verdict) {}
    /**
     * What a test gave.
     *
     * @param estimate of t the second group less the first, of trend the contrast; NaN of independence, as the others
     * @param effects the generalised design effects of a table, largest first
     */
    public record Test(
            TestBlock block,
            TestOutcome outcome,
            double estimate,
            double standardError,
            double lower,
            double upper,
            List<Double> effects) {
        public Test {
            effects = List.copyOf(effects);
        }

        Test(TestBlock block, TestOutcome outcome, List<Double> effects) {
            this(block, outcome, Double.NaN, Double.NaN, Double.NaN, Double.NaN, effects);
        }
    }

    /** A cell of the table of an independence test, with its share of the whole table. */
    public record TableCell(
            String id,
            String row,
            String column,
            long rows,
            double weightedRows,
            double proportion,
            double standardError) {}

    /** Something that was let pass but should be known. */
    public record Warning(String code, String message, long count) {}

    /** Whether any block asked for contrasts. */
    public boolean hasContrasts() {
        return job.estimates().stream().anyMatch(block -> !block.contrasts().isEmpty());
    }

    /** Whether any block asked for covariances. */
    public boolean hasCovariances() {
        return job.estimates().stream().anyMatch(AnalysisJob.Block::covariances);
    }
}
