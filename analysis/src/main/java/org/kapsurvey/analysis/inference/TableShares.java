package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.estimate.SmoothFunction;

/** The shares of cells in their table, p_c = t_c/Σt of the totals t: linearised (δ_cd − p_c)/Σt. Other cells have none. */
public final class TableShares implements SmoothFunction {
    private final List<Integer> occurring;

    /** @param occurring the cells of the table, by their places among the totals */
    public TableShares(List<Integer> occurring) {
        this.occurring = List.copyOf(occurring);
    }

    private double sum(double[] totals) {
        return occurring.stream().mapToDouble(cell -> totals[cell]).sum();
    }

    @Override
    public double[] values(double[] totals) {
        double[] shares = new double[totals.length];
        occurring.forEach(cell -> shares[cell] = totals[cell] / sum(totals));
        return shares;
    }

    @Override
    public double[][] jacobian(double[] totals) {
        double sum = sum(totals);
        double[][] jacobian = new double[totals.length][totals.length];
        for (int cell : occurring) {
            for (int other : occurring) {
                jacobian[cell][other] = -totals[cell] / sum / sum;
            }
            jacobian[cell][cell] += 1 / sum;
        }
        return jacobian;
    }

    /** Of a whole table, cells row by row. */
    static double[][] linearised(double[][] totals, double[][] covariances) {
        double[] cells = Arrays.stream(totals).flatMapToDouble(Arrays::stream).toArray();
        List<Integer> all = IntStream.range(0, cells.length).boxed().toList();
        return new TableShares(all).linearised(cells, covariances);
    }
}
