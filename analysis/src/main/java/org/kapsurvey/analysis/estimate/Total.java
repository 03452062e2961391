package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.totals.Term;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The estimated population total of a variable, Σwy over the rows with a value. Linear already: z = wy. The design
 * effect is against a simple random sample that knows the population size Σw. 0 without rows.
 *
 * <p>Source: Särndal, Swensson and Wretman 1992, section 2.8.
 */
public final class Total implements Estimator {
    private static final int SUM = 2;
    private static final int SQUARES = 3;

    private final List<Term> terms;
    private final double origin;

    private Total(Term.Origin variable) {
        List<String> observed = List.of(variable.column());
        origin = variable.value();
        terms = List.of(
                Term.weight(observed),
                Term.rows(observed),
                Term.value(observed, variable),
                Term.product(observed, variable, variable));
    }

    /** Of a variable whose mean is not large beside its spread, as of 0 and 1. */
    public static Total of(String variable) {
        return new Total(Term.Origin.zero(variable));
    }

    /** Of any variable: its sums are those about the column's {@linkplain NumericColumn#origin origin}. */
    public static Total of(NumericColumn variable) {
        return new Total(Term.Origin.of(variable));
    }

    @Override
    public List<Term> terms() {
        return terms;
    }

    @Override
    public double value(double[] totals) {
        return origin == 0 ? totals[SUM] : totals[SUM] + origin * totals[WEIGHT];
    }

    @Override
    public double[] gradient(double[] totals) {
        double[] gradient = new double[terms.size()];
        gradient[SUM] = 1;
        gradient[WEIGHT] = origin;
        return gradient;
    }

    @Override
    public double simpleRandomVariance(double[] totals) {
        double weight = totals[WEIGHT];
        return weight
                * weight
                * Moments.simpleRandomVariance(Moments.variance(weight, totals[SUM], totals[SQUARES]), totals[ROWS]);
    }

    @Override
    public Explanation explain(double[] totals) {
        return Explanation.of("Σwy = " + Numbers.print(value(totals)));
    }
}
