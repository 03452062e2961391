package org.kapsurvey.analysis.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;

/** The estimates of the groups of one grouping, which share a sample and so are correlated. */
public final class GroupEstimates {
    private final PsuFrame psus;
    private final VarianceMethod method;
    private final Estimator estimator;
    private final List<Domain> domains;
    private final PsuTotals totals;
    private final List<Estimate> estimates;

    GroupEstimates(
            PsuFrame psus,
            VarianceMethod method,
            Estimator estimator,
            List<Domain> domains,
            PsuTotals totals,
            List<Estimate> estimates) {
        this.psus = psus;
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

    /** The design covariances of the estimates, as {@link VarianceMethod#covariances}. NaN in rows of empty groups. */
    public double[][] covariances() {
        return covariances(List.of(this));
    }

    /**
     * The design covariances among the estimates of several estimators in the same groups, as of the shares of all
     * categories: the first estimator in every group, then the second, ….
     *
     * @param together of the same grouping, one or more
     */
    public static double[][] covariances(List<GroupEstimates> together) {
        GroupEstimates first = together.get(0);
        return first.method.covariances(
                together.stream().map(groups -> groups.estimator).toList(),
                first.domains,
                together.stream().map(groups -> groups.totals).toList());
    }

    /** The design covariances of functions of the estimates of all groups. */
    public double[][] covariances(SmoothFunction function) {
        return method.covariances(estimator, domains, totals, function);
    }

    /** The same shares with the errors of their logits as the method tells them: of replicates the logits' own spread. */
    public GroupEstimates withLogitErrors() {
        double[] variances = estimates.stream().mapToDouble(Estimate::variance).toArray();
        double[] ofLogits = method.logitVariances(estimator, domains, totals, variances);
        List<Estimate> with = new ArrayList<>();
        for (int group = 0; group < ofLogits.length; group++) {
            with.add(estimates.get(group).withLogitError(Math.sqrt(ofLogits[group])));
        }
        return new GroupEstimates(psus, method, estimator, domains, totals, with);
    }

    /** Whether no two of the groups have cases in the same stratum, so that they are independent samples. */
    public boolean shareNoStratum(List<Integer> groups) {
        int[] groupOfStratum = new int[psus.strata()];
        Arrays.fill(groupOfStratum, Grouping.NONE);
        for (int group : groups) {
            boolean[] cases = Estimation.unitsWithCases(totals, group);
            for (int unit = 0; unit < cases.length; unit++) {
                if (!cases[unit]) {
                    continue;
                }
                int stratum = psus.stratum(psus.psuOfUnit(unit));
                if (groupOfStratum[stratum] != Grouping.NONE && groupOfStratum[stratum] != group) {
                    return false;
                }
                groupOfStratum[stratum] = group;
            }
        }
        return true;
    }
}
