package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;

/**
 * Direct standardisation: within each group that is compared, the weights of the cells of a standard (as of age) are brought to
 * the standard's shares of the group's own weight, so that groups differ by their rates and not by their make-up. The
 * variance is that of {@link PostStratification} in the cells of each group. Rows of no group or no cell keep their weight.
 *
 * <p>Source: Korn and Graubard 1999, Analysis of Health Surveys, ch. 3.6.
 */
public final class Standardization implements WeightingStep {
    private final Margin shares;
    private final Grouping over;

    /**
     * A standardisation.
     *
     * @param shares of the standard, up to a factor; within the domain
     * @param over the groups that are compared, within the domain
     */
    public Standardization(Margin shares, Grouping over) {
        this.shares = shares;
        this.over = over;
    }

    @Override
    public String method() {
        return "standardize";
    }

    @Override
    public Weighted apply(double[] weights) {
        int[] standard = shares.codes();
        int[] cells = new int[weights.length];
        double[] sums = new double[shares.groups() * over.size()];
        double[] groups = new double[over.size()];
        for (int row = 0; row < cells.length; row++) {
            boolean none = standard[row] == Grouping.NONE || over.code(row) == Grouping.NONE;
            cells[row] = none ? Grouping.NONE : over.code(row) * shares.groups() + standard[row];
            if (!none) {
                sums[cells[row]] += weights[row];
                groups[over.code(row)] += weights[row];
            }
        }
        refuseEmpty(sums, groups);
        double[] after = weights.clone();
        for (int row = 0; row < after.length; row++) {
            if (cells[row] != Grouping.NONE) {
                double share = shares.total(standard[row]) / shares.population();
                after[row] *= sums[cells[row]] == 0 ? 1 : share * groups[over.code(row)] / sums[cells[row]];
            }
        }
        return Weighted.of(after, new PostStratification.CellResiduals(cells, sums, weights, after));
    }

    private void refuseEmpty(double[] sums, double[] groups) {
        List<String> findings = new ArrayList<>();
        for (int group = 0; group < groups.length; group++) {
            for (int cell = 0; cell < shares.groups(); cell++) {
                if (groups[group] > 0 && shares.total(cell) > 0 && !(sums[group * shares.groups() + cell] > 0)) {
                    findings.add("No row of " + over.told(group) + " is in " + shares.label(cell)
                            + ", which the standard has. Put cells together.");
                }
            }
        }
        if (!findings.isEmpty()) {
            throw new WeightingException(findings);
        }
    }
}
