package org.kapsurvey.analysis.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.totals.PsuTotalsSource;
import org.kapsurvey.analysis.totals.Term;
import org.kapsurvey.questionnaire.number.Numbers;

/** Estimates: an estimator's totals from a source, and their variance by the method of the design. */
public final class Estimation {
    private final PsuTotalsSource source;
    private final SurveyDesign design;
    private final VarianceMethod method;

    /** Known by the array, which estimates share; forgotten with it. */
    private final Map<boolean[], Reached> reachedBy = Collections.synchronizedMap(new WeakHashMap<>());

    /** How many PSUs and strata have cases. */
    private record Reached(int psus, int strata) {}

    /** Estimates by linearisation. */
    public Estimation(PsuTotalsSource source, SurveyDesign design) {
        this(source, design, new Linearization(design));
    }

    public Estimation(PsuTotalsSource source, SurveyDesign design, VarianceMethod method) {
        this.source = source;
        this.design = design;
        this.method = method;
    }

    /** The same estimates, quicker, for having summed at once what these estimators need in these groupings. */
    public Estimation ahead(List<Estimator> estimators, List<Grouping> groupings) {
        List<Term> terms = estimators.stream()
                .flatMap(estimator -> estimator.terms().stream())
                .distinct()
                .toList();
        return new Estimation(source.ahead(design, groupings, terms), design, method);
    }

    /** The same design and variance on totals from another source, as of a table with more columns. */
    public Estimation over(PsuTotalsSource other) {
        return new Estimation(other, design, method);
    }

    /** The estimate in the whole sample. */
    public Estimate whole(Estimator estimator) {
        return each(estimator, Grouping.whole(design.rows())).estimates().get(0);
    }

    /** The estimate in all groups of the grouping together: without the rows of no group. */
    public Estimate whole(Estimator estimator, Grouping grouping) {
        return each(estimator, grouping.together()).estimates().get(0);
    }

    /** The design covariances among estimates that are found by going over the rows. */
    public double[][] covariances(RowFit fit) {
        return method.covariances(fit);
    }

    /** What the errors come from, for a reader: {@code linearisation}. */
    public String methodText() {
        return method.text();
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
        return new GroupEstimates(design.psus(), method, estimator, domains, totals, estimates);
    }

    private Estimate estimate(Estimator estimator, PsuTotals totals, int domain, Domain where, double designVariance) {
        String label = where.label();
        double[] over = totals.overPsus(domain);
        boolean[] cases = unitsWithCases(totals, domain);
        Estimate.Frame frame = frame(estimator, where, cases);
        double weight = over[Estimator.WEIGHT];
        double represented = estimator.weightedRows(over);
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
                represented,
                simple,
                frame.psus(),
                frame.psusWithCases(),
                frame.strataWithCases(),
                frame.degreesOfFreedom(),
                deff,
                withReplacement,
                dhs,
                standardError / (value * (1 - value)),
                Explanation.when(() -> Estimate.explained(
                        label,
                        value,
                        estimator.explain(over),
                        rows,
                        represented,
                        frame,
                        "standard error " + Numbers.print(standardError) + " by " + method.text() + ", deff "
                                + Numbers.print(deff) + ", deff_wr " + Numbers.print(withReplacement))));
    }

    /** How a domain with cases in some of the units lies in the design. */
    private Estimate.Frame frame(Estimator estimator, Domain where, boolean[] unitsWithCases) {
        Reached reached = reachedBy.computeIfAbsent(unitsWithCases, this::reached);
        return new Estimate.Frame(
                design.psus().psus(),
                reached.psus(),
                reached.strata(),
                method.degreesOfFreedom(estimator, where, reached.psus(), reached.strata()));
    }

    private Reached reached(boolean[] unitsWithCases) {
        PsuFrame psus = design.psus();
        boolean[] psuHasCases = new boolean[psus.psus()];
        boolean[] stratumHasCases = new boolean[psus.strata()];
        int psusWithCases = 0;
        int strataWithCases = 0;
        for (int unit = 0; unit < unitsWithCases.length; unit++) {
            int psu = psus.psuOfUnit(unit);
            if (!unitsWithCases[unit] || psuHasCases[psu]) {
                continue;
            }
            psuHasCases[psu] = true;
            psusWithCases++;
            strataWithCases += stratumHasCases[psus.stratum(psu)] ? 0 : 1;
            stratumHasCases[psus.stratum(psu)] = true;
        }
        return new Reached(psusWithCases, strataWithCases);
    }

    /** Whether the domain has a case in each unit of the design; not to be changed. */
    static boolean[] unitsWithCases(PsuTotals totals, int domain) {
        return totals.unitsAbove0(domain, Estimator.ROWS);
    }
}
