package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;
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
    private final double numeratorOrigin;
    private final double denominatorOrigin;
    private final boolean rowsCount;

    private Ratio(Term.Origin numerator, Term.Origin denominator, boolean rowsCount) {
        this.rowsCount = rowsCount;
        List<String> observed = List.of(numerator.column(), denominator.column());
        numeratorOrigin = numerator.value();
        denominatorOrigin = denominator.value();
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, numerator),
                Term.value(observed, denominator),
                Term.product(observed, numerator, numerator),
                Term.product(observed, numerator, denominator),
                Term.product(observed, denominator, denominator));
    }

    /** Of variables whose means are not large beside their spread, as of 0 and 1. */
    public static Ratio of(String numerator, String denominator) {
        return new Ratio(Term.Origin.zero(numerator), Term.Origin.zero(denominator), false);
    }

    /**
     * A rate of rows that count other than 1: the weighted n is Σw of what they count.
     *
     * @param numerator what a row counts times its value
     * @param counts what a row counts, such as 1/2 of a couple that both spouses can tell of
     */
    public static Ratio ofRowsThatCount(String numerator, String counts) {
        return new Ratio(Term.Origin.zero(numerator), Term.Origin.zero(counts), true);
    }

    /** Of any variables: their sums are those about the columns' {@linkplain NumericColumn#origin origins}. */
    public static Ratio of(NumericColumn numerator, NumericColumn denominator) {
        return new Ratio(Term.Origin.of(numerator), Term.Origin.of(denominator), false);
    }

    private double numerator(double[] totals) {
        return sum(totals[NUMERATOR], numeratorOrigin, totals);
    }

    private double denominator(double[] totals) {
        return sum(totals[DENOMINATOR], denominatorOrigin, totals);
    }

    private static double sum(double aboutOrigin, double origin, double[] totals) {
        return origin == 0 ? aboutOrigin : aboutOrigin + origin * totals[WEIGHT];
    }

    /**
     * With y′ and x′ about their origins a and b the residual y − Rx is y′ − Rx′ + (a − Rb). As residuals sum to 0, a − Rb is
     * −Σw(y′ − Rx′)/Σw, which keeps the digits that a − Rb loses.
     */
    private double shift(double[] totals) {
        return -(totals[NUMERATOR] - value(totals) * totals[DENOMINATOR]) / totals[WEIGHT];
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return denominator(totals) == 0 ? Double.NaN : numerator(totals) / denominator(totals);
    }

    @Override
    public double weightedRows(double[] totals) {
        return rowsCount ? denominator(totals) : totals[WEIGHT];
    }

    @Override
    public double[] gradient(double[] totals) {
        double[] gradient = new double[terms.size()];
        gradient[NUMERATOR] = 1 / denominator(totals);
        gradient[DENOMINATOR] = -value(totals) / denominator(totals);
        if (numeratorOrigin != 0 || denominatorOrigin != 0) {
            gradient[WEIGHT] = shift(totals) / denominator(totals);
        }
        return gradient;
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        double ratio = value(totals);
        double squares =
                totals[NUMERATOR_SQUARES] - 2 * ratio * totals[PRODUCTS] + ratio * ratio * totals[DENOMINATOR_SQUARES];
        // The residuals sum to 0 by the definition of R, so that their variance is their mean square; about origins the
        // sum
        // of y′ − Rx′ does not vanish.
        double shift = shift(totals);
        double size = totals[NUMERATOR_SQUARES] + ratio * ratio * totals[DENOMINATOR_SQUARES];
        double variance = Moments.withoutRounding(squares - shift * shift * totals[WEIGHT], size) / totals[WEIGHT];
        double scale = totals[WEIGHT] / denominator(totals);
        return scale * scale * Moments.simpleRandomVariance(variance, totals[ROWS]);
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of(
                "Σwy / Σwx = " + Numbers.print(numerator(totals)) + " / " + Numbers.print(denominator(totals)));
    }
}
