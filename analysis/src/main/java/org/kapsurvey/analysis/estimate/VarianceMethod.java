package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;

/**
 * How the sampling variance of estimates comes about: by linearisation ({@link Linearization}), by linearisation with the
 * residuals of a calibration, or from replicate weights. An estimator knows nothing of it.
 */
public interface VarianceMethod {
    /**
     * The design covariances among the values of some estimators in the same domains; the diagonal holds their variances, but
     * for a policy for single PSUs that counts the strata of all domains together.
     * NaN for a domain where the estimator is not defined.
     *
     * @param domains in the order of the totals
     * @param totals for each estimator those of its terms, with the weights of the estimate
     * @return the first estimator in every domain, then the second, …
     */
    double[][] covariances(List<Estimator> estimators, List<Domain> domains, List<PsuTotals> totals);

    /** The design covariances among estimates that are found by going over the rows. */
    double[][] covariances(RowFit fit);

    /**
     * The design covariances of functions of the values in the domains: by the delta method, unless the method estimates
     * again in replicates.
     */
    default double[][] covariances(
            Estimator estimator, List<Domain> domains, PsuTotals totals, SmoothFunction function) {
        double[] values = new double[domains.size()];
        for (int domain = 0; domain < values.length; domain++) {
            values[domain] = estimator.value(totals.overPsus(domain));
        }
        return function.linearised(values, covariances(List.of(estimator), domains, List.of(totals)));
    }

    /**
     * The variance in each domain of the logarithm of the odds p/(1 − p); NaN unless 0 &lt; p &lt; 1.
     *
     * @param variances of p in each domain
     */
    default double[] logitVariances(Estimator estimator, List<Domain> domains, PsuTotals totals, double[] variances) {
        double[] ofLogits = new double[variances.length];
        for (int domain = 0; domain < ofLogits.length; domain++) {
            double p = estimator.value(totals.overPsus(domain));
            ofLogits[domain] = p > 0 && p < 1 ? variances[domain] / (p * (1 - p) * p * (1 - p)) : Double.NaN;
        }
        return ofLogits;
    }

    /** What the errors come from, for a reader: {@code linearisation}. */
    default String text() {
        return "linearisation";
    }

    /** The diagonal of the covariances of one estimator without the rest. */
    double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals);

    /**
     * The degrees of freedom of an estimate in a domain: PSUs with cases less strata with cases, unless the method knows
     * better.
     */
    default int degreesOfFreedom(Estimator estimator, Domain domain, int psusWithCases, int strataWithCases) {
        return psusWithCases - strataWithCases;
    }
}
