package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;

/** The estimates of the groups of one grouping, which share a sample and so are correlated. */
public final class GroupEstimates {
    private final VarianceMethod method;
    private final Estimator estimator;
    private final List<Domain> domains;
    private final PsuTotals totals;
    private final List<Estimate> estimates;

    GroupEstimates(
            VarianceMethod method,
            Estimator estimator,
            List<Domain> domains,
            PsuTotals totals,
            List<Estimate> estimates) {
        this.method = method;
        this.estimator = estimator;
        this.domains = domains;
        this.totals = totals;
        this.estimates = List.copyOf(estimates);
    }

    /** In the order of the groups. */
    public List<Estimate> estimates() {
        return estimates;
    }

    /** The design covariances of the estimates; the diagonal holds their variances. NaN in rows of empty groups. */
    public double[][] covariances() {
        return method.covariances(estimator, domains, totals);
    }
}
