package org.kapsurvey.analysis.estimate;

import java.util.List;
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

    private Mean(String variable) {
        List<String> observed = List.of(variable);
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, variable),
                Term.product(observed, variable, variable));
    }

    public static Mean of(String variable) {
        return new Mean(variable);
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return totals[SUM] / totals[WEIGHT];
    }

    @Override
    public double[] gradient(double[] totals) {
        double[] gradient = new double[terms.size()];
        gradient[SUM] = 1 / totals[WEIGHT];
        gradient[WEIGHT] = -value(totals) / totals[WEIGHT];
        return gradient;
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        return Moments.simpleRandomVariance(
                Moments.variance(totals[WEIGHT], totals[SUM], totals[SQUARES]), totals[ROWS]);
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of("Σwy / Σw = " + Numbers.print(totals[SUM]) + " / " + Numbers.print(totals[WEIGHT]));
    }
}
