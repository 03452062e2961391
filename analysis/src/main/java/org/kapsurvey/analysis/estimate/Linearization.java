package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.variance.DesignVariance;

/** The variance of gradient · totals over the sampled PSUs: {@link DesignVariance} of the linearised estimate. */
public final class Linearization implements VarianceMethod {
    private final SurveyDesign design;

    public Linearization(SurveyDesign design) {
        this.design = design;
    }

    @Override
    public double[][] covariances(List<Estimator> estimators, List<Domain> domains, List<PsuTotals> totals) {
        double[][] z = new double[estimators.size() * domains.size()][];
        boolean[][] cases = new boolean[z.length][];
        for (int i = 0; i < z.length; i++) {
            int domain = i % domains.size();
            PsuTotals own = totals.get(i / domains.size());
            z[i] = own.linearised(domain, estimators.get(i / domains.size()).gradient(own.overPsus(domain)));
            cases[i] = Estimation.unitsWithCases(own, domain);
        }
        return DesignVariance.covariance(design, z, cases);
    }

    @Override
    public double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals) {
        double[] variances = new double[domains.size()];
        for (int domain = 0; domain < variances.length; domain++) {
            variances[domain] = DesignVariance.of(
                    design,
                    totals.linearised(domain, estimator.gradient(totals.overPsus(domain))),
                    Estimation.unitsWithCases(totals, domain));
        }
        return variances;
    }
}
