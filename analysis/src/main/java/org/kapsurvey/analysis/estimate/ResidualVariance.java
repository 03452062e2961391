package org.kapsurvey.analysis.estimate;

import java.util.List;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.totals.RowTerms;
import org.kapsurvey.analysis.variance.DesignVariance;
import org.kapsurvey.analysis.weighting.Residuals;

/**
 * The variance of estimates with calibrated weights: z of each row, 0 outside the domain, is replaced by its residual about
 * what the calibration fixes, then summed by PSU, or by the last stage's unit, for {@link DesignVariance}.
 */
public final class ResidualVariance implements VarianceMethod {
    private final Table table;
    private final SurveyDesign design;
    private final Residuals residuals;

    /**
     * The method of a design.
     *
     * @param design with the calibrated weights
     */
    public ResidualVariance(Table table, SurveyDesign design, Residuals residuals) {
        this.table = table;
        this.design = design;
        this.residuals = residuals;
    }

    @Override
    public double[][] covariances(List<Estimator> estimators, List<Domain> domains, List<PsuTotals> totals) {
        double[][] z = new double[estimators.size() * domains.size()][];
        boolean[][] cases = new boolean[z.length][];
        for (int e = 0; e < estimators.size(); e++) {
            RowTerms rows = RowTerms.of(table, estimators.get(e).terms());
            for (int domain = 0; domain < domains.size(); domain++) {
                int i = e * domains.size() + domain;
                double[] over = totals.get(e).overPsus(domain);
                z[i] = residualTotals(rows, estimators.get(e), domains.get(domain), over);
                cases[i] = Estimation.unitsWithCases(totals.get(e), domain);
            }
        }
        return DesignVariance.covariance(design, z, cases);
    }

    @Override
    public double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals) {
        RowTerms rows = RowTerms.of(table, estimator.terms());
        double[] variances = new double[domains.size()];
        for (int domain = 0; domain < variances.length; domain++) {
            variances[domain] = DesignVariance.of(
                    design,
                    residualTotals(rows, estimator, domains.get(domain), totals.overPsus(domain)),
                    Estimation.unitsWithCases(totals, domain));
        }
        return variances;
    }

    @Override
    public String text() {
        return "linearisation of what the calibration leaves (residuals)";
    }

    private double[] residualTotals(RowTerms rows, Estimator estimator, Domain domain, double[] over) {
        double[] z = rows.linearised(design.weights(), domain, estimator.gradient(over));
        residuals.carry(z);
        double[] ofUnit = new double[design.psus().units()];
        int[] unitOfRow = design.unitOfRow();
        for (int row = 0; row < z.length; row++) {
            ofUnit[unitOfRow[row]] += z[row];
        }
        return ofUnit;
    }
}
