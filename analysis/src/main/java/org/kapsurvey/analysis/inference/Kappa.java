package org.kapsurvey.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * How far two variables with the same levels agree beyond chance, Cohen's κ = (p_o − p_e)/(1 − p_e): with p_ij the shares of the cells of their
 * table, p_o = Σ p_ii and p_e = Σ p_i. p_.i. A level that only one of them has adds to neither sum. The variance is g'Vg (the delta method) with V
 * the design covariances of the shares and
 *
 * <pre>g_ij = [i = j]/(1 − p_e) − (p_.i + p_j.)(1 − p_o)/(1 − p_e)²</pre>
 *
 * <p>Sources: Cohen 1960, Educational and Psychological Measurement 20, 37–46; Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72, 323–327
 * (the gradient).
 *
 * @param value between −1 and 1; NaN where both variables have one level alone, the same, as p_e is 1 there
 * @param standardError 0 where everybody agrees in every PSU
 */
public record Kappa(double value, double standardError, Explanation explanation) {
    private static final double ROUNDING = 1e-14;

    /**
     * The agreement in a table.
     *
     * @param shares of the cells, row by row: R · C, summing to 1
     * @param rowLevels R levels
     * @param columnLevels C levels, of which those that are also among the rows' mean the same
     * @param covariances of the shares
     */
    public static Kappa of(double[] shares, List<String> rowLevels, List<String> columnLevels, double[][] covariances) {
        int columns = columnLevels.size();
        double[] ofRow = new double[rowLevels.size()];
        double[] ofColumn = new double[columns];
        for (int cell = 0; cell < shares.length; cell++) {
            ofRow[cell / columns] += shares[cell];
            ofColumn[cell % columns] += shares[cell];
        }
        double observed = 0;
        double chance = 0;
        List<String> agreeing = new ArrayList<>();
        for (int row = 0; row < ofRow.length; row++) {
            int column = columnLevels.indexOf(rowLevels.get(row));
            if (column >= 0) {
                observed += shares[row * columns + column];
                chance += ofRow[row] * ofColumn[column];
                agreeing.add(Numbers.print(shares[row * columns + column]));
            }
        }
        double value = chance < 1 ? (observed - chance) / (1 - chance) : Double.NaN;
        double[] gradient = new double[shares.length];
        for (int cell = 0; cell < shares.length; cell++) {
            String row = rowLevels.get(cell / columns);
            String column = columnLevels.get(cell % columns);
            int rowAmongColumns = columnLevels.indexOf(row);
            int columnAmongRows = rowLevels.indexOf(column);
            double byChance = (rowAmongColumns < 0 ? 0 : ofColumn[rowAmongColumns])
                    + (columnAmongRows < 0 ? 0 : ofRow[columnAmongRows]);
            gradient[cell] = (row.equals(column) ? 1 / (1 - chance) : 0)
                    - byChance * (1 - observed) / (1 - chance) / (1 - chance);
        }
        double variance = 0;
        double size = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                double part = gradient[i] * gradient[j] * covariances[i][j];
                variance += part;
                size += Math.abs(part);
            }
        }
        // What is left of parts that cancel is rounding, and may fall below 0.
        variance = Math.abs(variance) < ROUNDING * size ? 0 : variance;
        double standardError = Double.isNaN(value) ? Double.NaN : Math.sqrt(variance);
        double agreed = observed;
        double expected = chance;
        return new Kappa(
                value,
                standardError,
                Explanation.when(() -> explained(value, agreed, expected, agreeing, standardError)));
    }

    private static Explanation explained(
            double value, double observed, double chance, List<String> agreeing, double standardError) {
        String o = Numbers.print(observed);
        String e = Numbers.print(chance);
        return Explanation.of(
                "κ = " + Numbers.print(value) + " = (" + o + " − " + e + ") / (1 − " + e + ")",
                Explanation.of("agreement " + o + " = " + String.join(" + ", agreeing)),
                Explanation.of("by chance " + e + " = Σ of the products of both shares of each level"),
                Explanation.of("standard error " + Numbers.print(standardError)
                        + " = √(g'Vg) of the covariances of the cells' shares"));
    }
}
