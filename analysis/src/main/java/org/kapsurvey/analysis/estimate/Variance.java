package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;
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
    private final double origin;

    private Variance(Term.Origin variable) {
        List<String> observed = List.of(variable.column());
        origin = variable.value();
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, variable),
                Term.product(observed, variable, variable));
    }

    /** Of a variable whose mean is not large beside its spread, as of 0 and 1. */
    public static Variance of(String variable) {
        return new Variance(Term.Origin.zero(variable));
    }

    /** Of any variable: its sums are those about the column's {@linkplain NumericColumn#origin origin}. */
    public static Variance of(NumericColumn variable) {
        return new Variance(Term.Origin.of(variable));
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
        String y = origin == 0 ? "y" : "(y − " + Numbers.print(origin) + ")";
        return Explanation.of("n/(n − 1) · (Σw" + y + "²/Σw − (Σw" + y + "/Σw)²), n = " + Numbers.print(totals[ROWS])
                + ", Σw = " + Numbers.print(totals[WEIGHT]) + ", Σw" + y + " = " + Numbers.print(totals[SUM]) + ", Σw"
                + y + "² = " + Numbers.print(totals[SQUARES]));
    }
}
