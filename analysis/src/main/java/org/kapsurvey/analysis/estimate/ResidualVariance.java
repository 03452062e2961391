package org.kapsurvey.analysis.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.totals.RowTerms;
import org.kapsurvey.analysis.variance.DesignVariance;
import org.kapsurvey.analysis.variance.LinearisedSum;
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
        List<LinearisedSum> sums = new ArrayList<>();
        for (int e = 0; e < estimators.size(); e++) {
            RowTerms rows = RowTerms.of(table, estimators.get(e).terms());
            for (int domain = 0; domain < domains.size(); domain++) {
                sums.add(residuals(rows, estimators.get(e), domains.get(domain), totals.get(e), domain));
            }
        }
        return DesignVariance.covariance(design, sums);
    }

    @Override
    public double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals) {
        RowTerms rows = RowTerms.of(table, estimator.terms());
        double[] variances = new double[domains.size()];
        for (int domain = 0; domain < variances.length; domain++) {
            variances[domain] =
                    DesignVariance.of(design, residuals(rows, estimator, domains.get(domain), totals, domain));
        }
        return variances;
    }

    @Override
    public double[][] covariances(RowFit fit) {
        int[] each = new int[table.rows()];
        Arrays.setAll(each, row -> row);
        double[][] ofRows = fit.linearised(each, each.length).z();
        double[] sizes =
                fit.linearised(design.unitOfRow(), design.psus().units()).sizes();
        boolean[] cases = Linearization.unitsWithCases(design, fit);
        List<LinearisedSum> sums = new ArrayList<>();
        for (int k = 0; k < ofRows.length; k++) {
            residuals.carry(ofRows[k]);
            sums.add(new LinearisedSum(byUnit(ofRows[k]), sizes[k], cases));
        }
        return DesignVariance.covariance(design, sums);
    }

    @Override
    public String text() {
        return "linearisation of what the calibration leaves (residuals)";
    }

    private LinearisedSum residuals(RowTerms rows, Estimator estimator, Domain domain, PsuTotals totals, int place) {
        double[] parts = new double[table.rows()];
        double[] z = rows.linearised(design.weights(), domain, estimator.gradient(totals.overPsus(place)), parts);
        residuals.carry(z);
        double size = 0;
        for (double part : byUnit(parts)) {
            size += part * part;
        }
        return new LinearisedSum(byUnit(z), size, Estimation.unitsWithCases(totals, place));
    }

    private double[] byUnit(double[] ofRow) {
        double[] ofUnit = new double[design.psus().units()];
        int[] unitOfRow = design.unitOfRow();
        for (int row = 0; row < ofRow.length; row++) {
            ofUnit[unitOfRow[row]] += ofRow[row];
        }
        return ofUnit;
    }
}
