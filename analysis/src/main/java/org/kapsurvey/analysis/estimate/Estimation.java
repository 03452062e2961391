package org.kapsurvey.analysis.estimate;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.totals.PsuTotalsSource;

/** Estimates: an estimator's totals from a source, and their variance by the method of the design. */
public final class Estimation {
    private final PsuTotalsSource source;
    private final SurveyDesign design;
    private final VarianceMethod method;

    /** Estimates by linearisation. */
    public Estimation(PsuTotalsSource source, SurveyDesign design) {
        this(source, design, new Linearization(design));
    }

    public Estimation(PsuTotalsSource source, SurveyDesign design, VarianceMethod method) {
        this.source = source;
        this.design = design;
        this.method = method;
    }

    /** The estimate in the whole sample. */
    public Estimate whole(Estimator estimator) {
        return each(estimator, Grouping.whole(design.rows())).estimates().get(0);
    }

    /** The estimate in each group of the grouping, in its order; a group without rows has an estimate of 0 rows. */
    public GroupEstimates each(Estimator estimator, Grouping grouping) {
        List<Domain> domains = Domain.each(grouping);
        PsuTotals totals = source.totals(design, domains, estimator.terms());
        double[] variances = method.variances(estimator, domains, totals);
        List<Estimate> estimates = new ArrayList<>();
        for (int domain = 0; domain < domains.size(); domain++) {
            estimates.add(estimate(estimator, totals, domain, domains.get(domain), variances[domain]));
        }
        return new GroupEstimates(method, estimator, domains, totals, estimates);
    }

    private Estimate estimate(Estimator estimator, PsuTotals totals, int domain, Domain where, double designVariance) {
        String label = where.label();
        double[] over = totals.overPsus(domain);
        boolean[] strata = strataWithCases(design.psus(), totals, domain);
        Estimate.Frame frame = frame(estimator, totals, domain, where, strata);
        double weight = over[Estimator.WEIGHT];
        long rows = Math.round(over[Estimator.ROWS]);
        double value = estimator.value(over);
        double variance = rows == 0 ? Double.NaN : designVariance;
        double standardError = Math.sqrt(variance);
        double simple = estimator.simpleRandomVariance(over);
        double withReplacement = simple > 0 ? variance / simple : Double.NaN;
        double deff = weight > rows ? withReplacement / (1 - rows / weight) : Double.NaN;
        double dhs = simple > 0 ? standardError / Math.sqrt((simple * (rows - 1) + variance) / rows) : Double.NaN;
        return new Estimate(
                label,
                value,
                standardError,
                rows,
                weight,
                frame.psus(),
                frame.psusWithCases(),
                frame.strataWithCases(),
                frame.degreesOfFreedom(),
                deff,
                withReplacement,
                dhs,
                Estimate.explained(
                        label, value, standardError, estimator.explain(over), rows, weight, frame, withReplacement));
    }

    private Estimate.Frame frame(
            Estimator estimator, PsuTotals totals, int domain, Domain where, boolean[] strataWithCases) {
        int psusWithCases = 0;
        for (int psu = 0; psu < totals.psus(); psu++) {
            psusWithCases += totals.get(psu, domain, Estimator.ROWS) > 0 ? 1 : 0;
        }
        int strata = 0;
        for (boolean hasCases : strataWithCases) {
            strata += hasCases ? 1 : 0;
        }
        return new Estimate.Frame(
                totals.psus(), psusWithCases, strata, method.degreesOfFreedom(estimator, where, psusWithCases, strata));
    }

    /** Whether the domain has a case in each stratum. */
    static boolean[] strataWithCases(PsuFrame frame, PsuTotals totals, int domain) {
        boolean[] cases = new boolean[frame.strata()];
        for (int psu = 0; psu < totals.psus(); psu++) {
            if (totals.get(psu, domain, Estimator.ROWS) > 0) {
                cases[frame.stratum(psu)] = true;
            }
        }
        return cases;
    }
}
