package org.kapsurvey.analysis.weighting;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;

/**
 * Post-stratification: in each cell g = N/Σw, so that the weights of the cell sum to its population N. In the variance z is
 * replaced by its residual about the cell's mean, w′(z/w′ − Σ w z/w′ / Σw), w before and w′ after.
 *
 * <p>Source: Holt and Smith 1979, Journal of the Royal Statistical Society A 142, 33–46; Särndal, Swensson and Wretman 1992,
 * 7.6.
 */
public final class PostStratification implements WeightingStep {
    private final Margin cells;

    public PostStratification(Margin cells) {
        this.cells = cells;
    }

    @Override
    public String method() {
        return "poststratify";
    }

    @Override
    public Weighted apply(double[] weights) {
        double[] sums = cells.sums(weights);
        double[] factors = new double[sums.length];
        List<String> findings = new ArrayList<>();
        for (int cell = 0; cell < sums.length; cell++) {
            factors[cell] = cells.total(cell) == 0 ? 0 : cells.total(cell) / sums[cell];
            if (cells.total(cell) > 0 && !(sums[cell] > 0)) {
                findings.add("The weights of " + cells.label(cell) + " don't sum to more than 0.");
            }
        }
        if (!findings.isEmpty()) {
            throw new WeightingException(findings);
        }
        int[] codes = cells.codes();
        double[] after = weights.clone();
        for (int row = 0; row < after.length; row++) {
            if (codes[row] != Grouping.NONE) {
                after[row] *= factors[codes[row]];
            }
        }
        return Weighted.of(after, new CellResiduals(codes, sums, weights, after));
    }

    @Override
    public List<ReachedTotal> totals(double[] weights) {
        return cells.reached(weights);
    }

    /** Residuals about the weighted mean of each cell; rows of no cell keep z. */
    static final class CellResiduals implements Residuals {
        private final int[] codes;
        private final double[] sums;
        private final double[] before;
        private final double[] after;

        CellResiduals(int[] codes, double[] sums, double[] before, double[] after) {
            this.codes = codes;
            this.sums = sums;
            this.before = before;
            this.after = after;
        }

        @Override
        public void carry(double[] z) {
            double[] means = new double[sums.length];
            for (int row = 0; row < z.length; row++) {
                if (codes[row] != Grouping.NONE && z[row] != 0) {
                    means[codes[row]] += before[row] * (z[row] / after[row]);
                }
            }
            for (int cell = 0; cell < means.length; cell++) {
                means[cell] /= sums[cell];
            }
            for (int row = 0; row < z.length; row++) {
                if (codes[row] != Grouping.NONE && after[row] != 0) {
                    z[row] -= after[row] * means[codes[row]];
                }
            }
        }
    }
}
