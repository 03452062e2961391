package org.kapsurvey.analysis.planning;

/**
 * What field work costs, in one currency: C = fixed + a · (cluster + take · unit) with a clusters of {@code take} units each.
 *
 * @param fixed whatever the size, 0 or more
 * @param cluster of reaching a cluster and listing it, 0 or more
 * @param unit of visiting a selected unit and holding its interviews, above 0
 */
public record FieldCost(double fixed, double cluster, double unit) {
    /**
     * The cost of field work.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public FieldCost {
        Arguments.notNegative("A fixed cost", fixed);
        Arguments.notNegative("The cost of a cluster", cluster);
        Arguments.positive("The cost of a unit", unit);
    }

    /**
     * The cost of so many clusters of so many units.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public double total(double clusters, double take) {
        Arguments.notNegative("The number of clusters", clusters);
        Arguments.notNegative("The number of units per cluster", take);
        return fixed + clusters * (cluster + take * unit);
    }

    /**
     * The number of units per cluster that gives the smallest variance for the money, not rounded: √(cluster/unit ·
     * (1 − ρ)/ρ) (Cochran 1977, Sampling Techniques, chapter 10). Of a group that each unit gives with the probability
     * {@code yield} the variance grows as 1 + (take − 1) · yield · ρ ({@link DesignEffect#ofGroup}), so yield · ρ stands for
     * ρ. Infinite where ρ is 0: then one cluster is as good as many.
     *
     * @param intraclassCorrelation ρ, from 0 to 1
     * @param yield above 0, at most 1
     * @throws IllegalArgumentException if a value is out of its range
     */
    public double bestTake(double intraclassCorrelation, double yield) {
        double within = Arguments.share("An intraclass correlation", intraclassCorrelation)
                * Arguments.positiveShare("A yield", yield);
        return Math.sqrt(cluster / unit * (1 - within) / within);
    }

    /**
     * The whole number of units, from 1 to {@code most}, with the least product of cost and variance: one of the two
     * neighbours of {@link #bestTake(double, double)}.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public int bestTake(double intraclassCorrelation, double yield, int most) {
        Arguments.atLeast(1, "The largest number of units per cluster", most);
        double best = bestTake(intraclassCorrelation, yield);
        // Without cost of clusters or with ρ = 1 the root is 0, and 0/0 where clusters cost nothing and ρ is 0.
        int below = Double.isNaN(best) ? 1 : (int) Math.max(1, Math.min(most, Math.floor(best)));
        int above = Math.min(most, below + 1);
        double within = intraclassCorrelation * yield;
        return costTimesVariance(above, within) < costTimesVariance(below, within) ? above : below;
    }

    private double costTimesVariance(int take, double within) {
        return (cluster + take * unit) * (1 + (take - 1) * within) / take;
    }

    /**
     * The most clusters that a budget pays for; 0 where it pays for none.
     *
     * @throws IllegalArgumentException if a number is negative or {@code take} is 0
     */
    public long clusters(double budget, double take) {
        Arguments.notNegative("A budget", budget);
        Arguments.positive("The number of units per cluster", take);
        return (long) Math.max(0, Math.floor((budget - fixed) / (cluster + take * unit)));
    }
}
