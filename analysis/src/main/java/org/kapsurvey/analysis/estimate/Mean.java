package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.totals.Term;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The weighted mean of a variable, m = Σwy / Σw over the rows with a value; of a variable of 0 and 1 the proportion.
 * Linearised: z = w(y − m)/Σw. NaN without rows.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, result 5.7.1.
 */
public final class Mean implements Estimator {
    private static final int SUM = 2;
    private static final int SQUARES = 3;

    private final List<Term> terms;
    private final double origin;

    private Mean(Term.Origin variable) {
        List<String> observed = List.of(variable.column());
        origin = variable.value();
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, variable),
                Term.product(observed, variable, variable));
    }

    /** Of a variable whose mean is not large beside its spread, as of 0 and 1. */
    public static Mean of(String variable) {
        return new Mean(Term.Origin.zero(variable));
    }

    /** Of any variable: its sums are those about the column's {@linkplain NumericColumn#origin origin}. */
    public static Mean of(NumericColumn variable) {
        return new Mean(Term.Origin.of(variable));
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return origin + aboutOrigin(totals);
    }

    private static double aboutOrigin(double[] totals) {
        return totals[SUM] / totals[WEIGHT];
    }

    @Override
    public double[] gradient(double[] totals) {
        double[] gradient = new double[terms.size()];
        gradient[SUM] = 1 / totals[WEIGHT];
        gradient[WEIGHT] = -aboutOrigin(totals) / totals[WEIGHT];
        return gradient;
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        return Moments.simpleRandomVariance(
                Moments.variance(totals[WEIGHT], totals[SUM], totals[SQUARES]), totals[ROWS]);
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of(
                "Σwy / Σw = " + Numbers.print(origin == 0 ? totals[SUM] : totals[SUM] + origin * totals[WEIGHT]) + " / "
                        + Numbers.print(totals[WEIGHT]));
    }
}
