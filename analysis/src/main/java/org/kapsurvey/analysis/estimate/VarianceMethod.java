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
     * The design covariances among the values of some estimators in the same domains; the diagonal holds their variances.
     * NaN for a domain where the estimator is not defined.
     *
     * @param domains in the order of the totals
     * @param totals for each estimator those of its terms, with the weights of the estimate
     * @return the first estimator in every domain, then the second, …
     */
    double[][] covariances(List<Estimator> estimators, List<Domain> domains, List<PsuTotals> totals);

    /** The diagonal of {@link #covariances} of one estimator without the rest. */
    double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals);

    /**
     * The degrees of freedom of an estimate in a domain: PSUs with cases less strata with cases, unless the method knows
     * better.
     */
    default int degreesOfFreedom(Estimator estimator, Domain domain, int psusWithCases, int strataWithCases) {
        return psusWithCases - strataWithCases;
    }
}
