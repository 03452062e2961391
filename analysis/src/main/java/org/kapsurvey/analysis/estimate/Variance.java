package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.totals.Term;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The population variance of a variable, s² = n/(n − 1) · Σw(y − m)²/Σw over the rows with a value, m their weighted mean.
 * Linearised: z = n/(n − 1) · w((y − m)² − Σw(y − m)²/Σw)/Σw; the mean's own part vanishes, the sum of squares being
 * least there. No design effect is defined. NaN with fewer than two rows; 0 where the rows are constant up to rounding.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, section 5.9.
 */
public final class Variance implements Estimator {
    private static final int SUM = 2;
    private static final int SQUARES = 3;

    private final List<Term> terms;

    private Variance(String variable) {
        List<String> observed = List.of(variable);
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, variable),
                Term.product(observed, variable, variable));
    }

    public static Variance of(String variable) {
        return new Variance(variable);
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return scale(totals) * Moments.variance(totals[WEIGHT], totals[SUM], totals[SQUARES]);
    }

    @Override
    public double[] gradient(double[] totals) {
        double scale = scale(totals) / totals[WEIGHT];
        double mean = totals[SUM] / totals[WEIGHT];
        double[] gradient = new double[terms.size()];
        gradient[SQUARES] = scale;
        gradient[SUM] = -2 * mean * scale;
        gradient[WEIGHT] = (2 * mean * mean - totals[SQUARES] / totals[WEIGHT]) * scale;
        return gradient;
    }

    private static double scale(double[] totals) {
        return totals[ROWS] < 2 ? Double.NaN : totals[ROWS] / (totals[ROWS] - 1);
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        return Double.NaN;
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of("n/(n − 1) · (Σwy²/Σw − (Σwy/Σw)²), n = " + Numbers.print(totals[ROWS]) + ", Σw = "
                + Numbers.print(totals[WEIGHT]) + ", Σwy = " + Numbers.print(totals[SUM]) + ", Σwy² = "
                + Numbers.print(totals[SQUARES]));
    }
}
