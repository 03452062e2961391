package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Count;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.inference.TestOutcome;
import org.kapsurvey.analysis.model.PredictedMargin;
import org.kapsurvey.analysis.model.RegressionModel;
import org.kapsurvey.analysis.model.TermTest;
import org.kapsurvey.questionnaire.json.JsonText;

/** The variances, tests and margins of one fitted model. */
final class ModelRun {
    private final Table table;
    private final Estimation estimation;
    private final BoundModel bound;

    ModelRun(Table table, Estimation estimation, BoundModel bound) {
        this.table = table;
        this.estimation = estimation;
        this.bound = bound;
    }

    ModelResult run(List<JobResult.Covariance> written) {
        ModelRequest request = bound.request();
        RegressionModel model = bound.model();
        Estimate rows = estimation.whole(
                Count.of(List.of()), Grouping.whole(table.rows()).within(bound.complete()));
        double[] values = model.values();
        int freedom = rows.degreesOfFreedom() + 1 - values.length;
        double[][] covariances = estimation.covariances(model);
        List<String> labels = model.matrix().labels();
        double t = quantile(freedom, request.level());
        List<ModelResult.Coefficient> coefficients = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            double error = Math.sqrt(covariances[k][k]);
            coefficients.add(new ModelResult.Coefficient(
                    labels.get(k),
                    values[k],
                    error,
                    TestOutcome.ofT(values[k], error, freedom),
                    values[k] - t * error,
                    values[k] + t * error));
            for (int j = k; request.covariance() && j < values.length; j++) {
                written.add(
                        new JobResult.Covariance(request.id(), "", labels.get(k), labels.get(j), covariances[k][j]));
            }
        }
        List<ModelResult.TermTestRow> tests = new ArrayList<>();
        for (List<JsonText> terms : request.tests()) {
            List<String> names = terms.stream().map(JsonText::value).toList();
            int[] columns = model.matrix().columnsOf(names);
            tests.add(new ModelResult.TermTestRow(
                    String.join("+", names), TermTest.of(model, covariances, columns, freedom)));
        }
        return new ModelResult(
                request,
                rows.rows(),
                freedom,
                model.dispersion(),
                model.steps(),
                estimation.methodText(),
                coefficients,
                tests,
                margins(quantile(rows.degreesOfFreedom(), request.level())));
    }

    private static double quantile(int freedom, double level) {
        return freedom > 0 ? TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2) : Double.NaN;
    }

    private List<ModelResult.Margin> margins(double t) {
        List<ModelResult.Margin> margins = new ArrayList<>();
        for (JsonText factor : bound.request().margins()) {
            PredictedMargin margin = PredictedMargin.of(bound.model(), factor.value());
            double[][] covariances = estimation.covariances(margin);
            for (int level = 0; level < covariances.length; level++) {
                double value = margin.values()[level];
                double error = Math.sqrt(covariances[level][level]);
                margins.add(new ModelResult.Margin(
                        factor.value(),
                        margin.levels().get(level),
                        value,
                        error,
                        value - t * error,
                        value + t * error));
            }
        }
        return margins;
    }
}
