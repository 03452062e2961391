package org.kapsurvey.analysis.estimate;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.variance.DesignVariance;
import org.kapsurvey.analysis.variance.LinearisedSum;

/** The variance of gradient · totals over the sampled PSUs: {@link DesignVariance} of the linearised estimate. */
public final class Linearization implements VarianceMethod {
    private final SurveyDesign design;

    public Linearization(SurveyDesign design) {
        this.design = design;
    }

    @Override
    public double[][] covariances(List<Estimator> estimators, List<Domain> domains, List<PsuTotals> totals) {
        List<LinearisedSum> sums = new ArrayList<>();
        for (int e = 0; e < estimators.size(); e++) {
            for (int domain = 0; domain < domains.size(); domain++) {
                sums.add(linearised(estimators.get(e), totals.get(e), domain));
            }
        }
        return DesignVariance.covariance(design, sums);
    }

    @Override
    public double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals) {
        double[] variances = new double[domains.size()];
        for (int domain = 0; domain < variances.length; domain++) {
            variances[domain] = DesignVariance.of(design, linearised(estimator, totals, domain));
        }
        return variances;
    }

    @Override
    public double[][] covariances(RowFit fit) {
        RowFit.Sums sums = fit.linearised(design.unitOfRow(), design.psus().units());
        boolean[] cases = unitsWithCases(design, fit);
        List<LinearisedSum> linearised = new ArrayList<>();
        for (int k = 0; k < sums.z().length; k++) {
            linearised.add(new LinearisedSum(sums.z()[k], sums.sizes()[k], cases));
        }
        return DesignVariance.covariance(design, linearised);
    }

    /** Whether each unit has a row with a weight that the fit is about. */
    static boolean[] unitsWithCases(SurveyDesign design, RowFit fit) {
        boolean[] cases = new boolean[design.psus().units()];
        int[] unitOfRow = design.unitOfRow();
        double[] weights = design.weights();
        for (int row = 0; row < unitOfRow.length; row++) {
            cases[unitOfRow[row]] |= weights[row] != 0 && fit.counts(row);
        }
        return cases;
    }

    private static LinearisedSum linearised(Estimator estimator, PsuTotals totals, int domain) {
        double[] gradient = estimator.gradient(totals.overPsus(domain));
        return new LinearisedSum(
                totals.linearised(domain, gradient),
                totals.squaredParts(domain, gradient),
                Estimation.unitsWithCases(totals, domain));
    }
}
