package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.totals.Term;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The ratio of two totals, R = Σwy / Σwx over the rows with a value of both. Linearised: z = w(y − Rx)/Σwx. The design
 * effect is that of the total of the residual y − Rx. NaN where Σwx is 0.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, result 5.6.2.
 */
public final class Ratio implements Estimator {
    private static final int NUMERATOR = 2;
    private static final int DENOMINATOR = 3;
    private static final int NUMERATOR_SQUARES = 4;
    private static final int PRODUCTS = 5;
    private static final int DENOMINATOR_SQUARES = 6;

    private final List<Term> terms;

    private Ratio(String numerator, String denominator) {
        List<String> observed = List.of(numerator, denominator);
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, numerator),
                Term.value(observed, denominator),
                Term.product(observed, numerator, numerator),
                Term.product(observed, numerator, denominator),
                Term.product(observed, denominator, denominator));
    }

    public static Ratio of(String numerator, String denominator) {
        return new Ratio(numerator, denominator);
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return totals[DENOMINATOR] == 0 ? Double.NaN : totals[NUMERATOR] / totals[DENOMINATOR];
    }

    @Override
    public double[] gradient(double[] totals) {
        double[] gradient = new double[terms.size()];
        gradient[NUMERATOR] = 1 / totals[DENOMINATOR];
        gradient[DENOMINATOR] = -value(totals) / totals[DENOMINATOR];
        return gradient;
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        double ratio = value(totals);
        double squares =
                totals[NUMERATOR_SQUARES] - 2 * ratio * totals[PRODUCTS] + ratio * ratio * totals[DENOMINATOR_SQUARES];
        // The residuals sum to 0 by the definition of R, so that their variance is their mean square.
        double size = totals[NUMERATOR_SQUARES] + ratio * ratio * totals[DENOMINATOR_SQUARES];
        double variance = Moments.withoutRounding(squares, size) / totals[WEIGHT];
        double scale = totals[WEIGHT] / totals[DENOMINATOR];
        return scale * scale * Moments.simpleRandomVariance(variance, totals[ROWS]);
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of(
                "Σwy / Σwx = " + Numbers.print(totals[NUMERATOR]) + " / " + Numbers.print(totals[DENOMINATOR]));
    }
}
