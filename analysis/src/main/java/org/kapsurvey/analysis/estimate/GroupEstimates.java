package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.variance.DesignVariance;

/** The estimates of the groups of one grouping, which share a sample and so are correlated. */
public final class GroupEstimates {
    private final SurveyDesign design;
    private final Estimator estimator;
    private final PsuTotals totals;
    private final List<Estimate> estimates;

    GroupEstimates(SurveyDesign design, Estimator estimator, PsuTotals totals, List<Estimate> estimates) {
        this.design = design;
        this.estimator = estimator;
        this.totals = totals;
        this.estimates = List.copyOf(estimates);
    }

    /** In the order of the groups. */
    public List<Estimate> estimates() {
        return estimates;
    }

    /** The design covariances of the estimates; the diagonal holds their variances. NaN in rows of empty groups. */
    public double[][] covariances() {
        double[][] z = new double[estimates.size()][];
        boolean[][] strata = new boolean[estimates.size()][];
        for (int domain = 0; domain < z.length; domain++) {
            z[domain] = totals.linearised(domain, estimator.gradient(totals.overPsus(domain)));
            strata[domain] = Estimation.strataWithCases(design.psus(), totals, domain);
        }
        return DesignVariance.covariance(design.psus(), design.singlePsu(), z, strata);
    }
}
