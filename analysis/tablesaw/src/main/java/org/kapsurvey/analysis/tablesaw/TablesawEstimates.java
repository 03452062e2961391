package org.kapsurvey.analysis.tablesaw;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.job.JobResult;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The estimates of a job as a Tablesaw table, with the rows, the columns and their order of {@code estimates.csv}. */
public final class TablesawEstimates {
    private TablesawEstimates() {}

    /** The table, named {@code estimates}; what is not defined is missing, as NaN is in Tablesaw. */
    public static Table of(JobResult result) {
        List<JobResult.Row> rows = result.rows();
        return Table.create(
                "estimates",
                text("id", rows, JobResult.Row::id),
                text("statistic", rows, row -> row.statistic().text()),
                text("variable", rows, JobResult.Row::variable),
                text("category", rows, JobResult.Row::category),
                text("domain", rows, row -> row.estimate().domain()),
                LongColumn.create(
                        "n",
                        rows.stream().mapToLong(row -> row.estimate().rows()).toArray()),
                number("weighted_n", rows, Estimate::weightedRows),
                number("estimate", rows, Estimate::value),
                number("se", rows, Estimate::standardError),
                number("cv", rows, Estimate::coefficientOfVariation),
                IntColumn.create(
                        "df",
                        rows.stream()
                                .mapToInt(row -> row.estimate().degreesOfFreedom())
                                .toArray()),
                number("deff", rows, Estimate::designEffect),
                number("deff_wr", rows, Estimate::designEffectWithReplacement),
                number("deft_dhs", rows, Estimate::designFactorDhs),
                text("interval", rows, JobResult.Row::method),
                limit("level", rows, Interval::level),
                limit("lower", rows, Interval::lower),
                limit("upper", rows, Interval::upper),
                text("note", rows, JobResult.Row::note));
    }

    private static StringColumn text(String name, List<JobResult.Row> rows, Function<JobResult.Row, String> of) {
        return StringColumn.create(name, rows.stream().map(of).toList());
    }

    private static DoubleColumn number(String name, List<JobResult.Row> rows, ToDoubleFunction<Estimate> of) {
        return DoubleColumn.create(
                name,
                rows.stream()
                        .mapToDouble(row -> of.applyAsDouble(row.estimate()))
                        .toArray());
    }

    private static DoubleColumn limit(String name, List<JobResult.Row> rows, ToDoubleFunction<Interval> of) {
        return DoubleColumn.create(
                name,
                rows.stream()
                        .mapToDouble(
                                row -> row.interval().map(of::applyAsDouble).orElse(Double.NaN))
                        .toArray());
    }
}
