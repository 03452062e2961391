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
     * The design covariances of an estimator's values in some domains; the diagonal holds their variances. NaN for a
     * domain where the estimator is not defined.
     *
     * @param domains in the order of the totals
     * @param totals of the estimator's terms, with the weights of the estimate
     */
    double[][] covariances(Estimator estimator, List<Domain> domains, PsuTotals totals);

    /** The diagonal of {@link #covariances} without the rest. */
    double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals);

    /**
     * The degrees of freedom of an estimate in a domain: PSUs with cases less strata with cases, unless the method knows
     * better.
     */
    default int degreesOfFreedom(Estimator estimator, Domain domain, int psusWithCases, int strataWithCases) {
        return psusWithCases - strataWithCases;
    }
}
