package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;

/** What a job gave, in the order of the job. */
public record JobResult(
        AnalysisJob job,
        Table data,
        SurveyDesign design,
        List<Row> rows,
        List<Covariance> covariances,
        List<Warning> warnings) {
    public JobResult {
        rows = List.copyOf(rows);
        covariances = List.copyOf(covariances);
        warnings = List.copyOf(warnings);
    }

    /**
     * One estimate with one interval, or with none.
     *
     * @param variable of a ratio {@code numerator/denominator}; empty of a count of all rows
     * @param category empty unless the estimate is the share of a category
     * @param note codes such as {@code n<25 df<8}, blank-separated
     */
    public record Row(
            String id,
            Statistic statistic,
            String variable,
            String category,
            Estimate estimate,
            Optional<Interval> interval,
            String note) {
        /** The method of the interval as the job calls it: of a quantile {@code mean}, as R does. Empty without one. */
        public String intervalName() {
            boolean mean = statistic == Statistic.QUANTILE
                    && interval.map(Interval::method).equals(Optional.of(ProportionInterval.T));
            return mean ? "mean" : interval.map(i -> i.method().text()).orElse("");
        }
    }

    public record Covariance(String id, String variable, String first, String second, double covariance) {}

    /** Something that was let pass but should be known. */
    public record Warning(String code, String message, long count) {}

    /** Whether any block asked for covariances. */
    public boolean hasCovariances() {
        return job.estimates().stream().anyMatch(AnalysisJob.Block::covariances);
    }
}
