package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.codebook.Grouping;

/**
 * The generalised weight share: the weight of a unit that several persons can report, such as a couple, an older person with
 * a carer, or a child with two parents. A row is what one person reports of one unit, and gets
 *
 * <pre>w′ = w · θ/Θ,   θ the row's link, Θ the links of all persons of the population by whom the unit can be reached.</pre>
 *
 * Over the rows of a unit w′ sums to its weight; totals over units are unbiased where every unit can be reached, whatever
 * the links and however the persons were selected, also jointly. With a link of 1 for each person Θ is how many there are.
 * Nothing of it depends on the sample, so it takes nothing out of the variance. Rows of weight 0 keep it. A row of link 0
 * tells of no unit: it needs neither unit nor routes, and gets the weight 0.
 *
 * <p>Source: Lavallée 2007, Indirect Sampling, Springer, ch. 2 and 4; Deville and Lavallée 2006, Survey Methodology 32, 165–176.
 */
public final class WeightShare implements WeightingStep {
    private static final int LISTED = 5;
    /** Sums of links written in decimals may miss Θ by their rounding. */
    private static final double ROUNDING = 1e-9;

    private final Grouping units;
    private final double[] links;
    private final double[] routes;

    /**
     * A share.
     *
     * @param units of each row, that which it reports of
     * @param links θ of each row, 0 or more
     * @param routes Θ of each row's unit, above 0
     */
    public WeightShare(Grouping units, double[] links, double[] routes) {
        if (links.length != units.rows() || routes.length != units.rows()) {
            throw new IllegalArgumentException("Units, links and routes must be of one length, not " + units.rows()
                    + ", " + links.length + " and " + routes.length + ".");
        }
        this.units = units;
        this.links = links.clone();
        this.routes = routes.clone();
    }

    /** A share with a link of 1 for each person. */
    public static WeightShare of(Grouping units, double[] routes) {
        double[] links = new double[routes.length];
        Arrays.fill(links, 1);
        return new WeightShare(units, links, routes);
    }

    @Override
    public String method() {
        return "share";
    }

    /**
     * Shares the weights.
     *
     * @throws WeightingException with every finding: a row with a weight and a link but without a unit, a link that is no number of 0 or
     *     more, routes that are not above 0, differ within a unit or are fewer than the unit's links in the sample
     */
    @Override
    public Weighted apply(double[] weights) {
        refuseFaulty(weights);
        double[] after = weights.clone();
        boolean[] reached = new boolean[units.size()];
        int count = 0;
        for (int row = 0; row < after.length; row++) {
            if (after[row] != 0) {
                if (links[row] == 0) {
                    after[row] = 0;
                    continue;
                }
                after[row] *= links[row] / routes[row];
                int unit = units.code(row);
                count += reached[unit] ? 0 : 1;
                reached[unit] = true;
            }
        }
        return new Weighted(after, Residuals.NONE, List.of(), Map.of("units", (double) count));
    }

    /** The weight of each unit: the sum over its rows of what {@link #apply} gave them; 0 for a unit without a row. */
    public double[] ofUnits(Weighted shared) {
        double[] sums = new double[units.size()];
        for (int row = 0; row < units.rows(); row++) {
            if (units.code(row) != Grouping.NONE) {
                sums[units.code(row)] += shared.weights()[row];
            }
        }
        return sums;
    }

    private void refuseFaulty(double[] weights) {
        List<String> findings = new ArrayList<>();
        double[] ofUnit = new double[units.size()];
        double[] sampled = new double[units.size()];
        int[] firstRow = new int[units.size()];
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] == 0 || links[row] == 0) {
                continue;
            }
            int unit = units.code(row);
            int before = findings.size();
            if (unit == Grouping.NONE) {
                findings.add("Row " + (row + 1) + " has no value of " + String.join(", ", units.by())
                        + ", so it is not known of which unit it tells.");
            }
            if (!(links[row] >= 0) || links[row] == Double.POSITIVE_INFINITY) {
                findings.add("The link of row " + (row + 1) + " must be a number of 0 or more.");
            }
            if (!(routes[row] > 0) || routes[row] == Double.POSITIVE_INFINITY) {
                findings.add("The routes of row " + (row + 1) + " must be a number above 0.");
            }
            if (findings.size() > before) {
                continue;
            }
            if (ofUnit[unit] == 0) {
                ofUnit[unit] = routes[row];
                firstRow[unit] = row;
            } else if (ofUnit[unit] != routes[row]) {
                findings.add("Rows " + (firstRow[unit] + 1) + " and " + (row + 1)
                        + " tell of one unit and must have the same routes.");
            }
            sampled[unit] += links[row];
        }
        for (int unit = 0; unit < sampled.length; unit++) {
            if (sampled[unit] > ofUnit[unit] * (1 + ROUNDING)) {
                findings.add(
                        "The links of the unit of row " + (firstRow[unit] + 1)
                                + " sum to more in the sample than its routes in the population: a person may tell of it twice.");
            }
        }
        if (!findings.isEmpty()) {
            int more = findings.size() - LISTED;
            List<String> listed = new ArrayList<>(findings.subList(0, Math.min(LISTED, findings.size())));
            if (more > 0) {
                listed.add("And " + more + " more of the kind.");
            }
            throw new WeightingException(listed);
        }
    }
}
