package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.Quantile;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.AnalysisJob.Quantiles;
import org.kapsurvey.analysis.job.BoundBlock.BoundVariable;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Runs one block of quantiles. */
final class QuantileRun {
    private final Table table;
    private final SurveyDesign design;
    private final Optional<ReplicateWeights> replicates;
    private final Function<Table, Estimation> estimation;
    private final BoundBlock bound;
    private final Warnings warnings;
    private final List<JobResult.Row> rows;

    /** @param estimation what estimates from a table, here the share at or below a quantile */
    QuantileRun(
            Table table,
            SurveyDesign design,
            Optional<ReplicateWeights> replicates,
            Function<Table, Estimation> estimation,
            BoundBlock bound,
            Warnings warnings,
            List<JobResult.Row> rows) {
        this.table = table;
        this.design = design;
        this.replicates = replicates;
        this.estimation = estimation;
        this.bound = bound;
        this.warnings = warnings;
        this.rows = rows;
    }

    void run(Quantiles quantiles) {
        for (BoundVariable variable : bound.variables()) {
            for (List<JsonText> by : bound.block().by()) {
                List<String> columns = by.stream().map(JsonText::value).toList();
                Grouping grouping = BoundBlock.within(Grouping.of(table, columns), bound.domain());
                List<List<Quantile.Result>> results = new ArrayList<>();
                for (double p : quantiles.probabilities()) {
                    Quantile quantile = new Quantile(variable.name(), p, quantiles.rule());
                    List<Double> levels = bound.block().levels();
                    results.add(
                            quantiles.share().isPresent()
                                    ? quantile.each(
                                            table,
                                            design,
                                            estimation,
                                            grouping,
                                            quantiles.share().get(),
                                            levels)
                                    : quantile.each(
                                            table, design, estimation, grouping, replicates.orElseThrow(), levels));
                }
                List<String> empty = new ArrayList<>();
                for (int group = 0; group < grouping.size(); group++) {
                    if (results.get(0).get(group).estimate().rows() == 0) {
                        empty.add(grouping.label(group));
                        continue;
                    }
                    for (int i = 0; i < results.size(); i++) {
                        addRows(
                                variable,
                                quantiles.interval(),
                                Numbers.print(quantiles.probabilities().get(i)),
                                results.get(i).get(group));
                    }
                }
                warnings.withoutRow(variable.name(), grouping, empty);
            }
        }
    }

    private void addRows(BoundVariable variable, String method, String category, Quantile.Result result) {
        warnings.estimate(variable.name(), result.estimate());
        Block block = bound.block();
        String note = Notes.of(result.estimate(), block.statistic());
        for (Interval interval : result.intervals()) {
            rows.add(new JobResult.Row(
                    block.id(),
                    block.statistic(),
                    variable.name(),
                    category,
                    result.estimate(),
                    method,
                    Optional.of(interval),
                    result.negativeWeights() ? Notes.withNegativeWeights(note) : note,
                    Optional.empty()));
        }
    }
}
