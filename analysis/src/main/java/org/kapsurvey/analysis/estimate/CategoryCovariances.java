package org.kapsurvey.analysis.estimate;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.totals.TableTotals;

/**
 * The covariances among the shares of all categories of a variable in all groups of a grouping. They are read off the
 * covariances of means of columns that are 1 for one category in some groups and for another in the others, so that every
 * method of variance serves: which groups get which category is told by the binary digits of their numbers, by which any
 * two groups differ. Within a group Cov(a, b) = (V(a + b) − V(a) − V(b))/2.
 */
public final class CategoryCovariances {
    private static final int NOTHING = -2;

    private final Table table;
    private final Estimation estimation;
    private final Grouping categories;
    private final Grouping groups;
    private final String name;

    /** @param groups of the rows, narrowed to the domain */
    public CategoryCovariances(Table table, Estimation estimation, String variable, Grouping groups) {
        this.table = table;
        this.estimation = estimation;
        this.categories = Grouping.of(table, List.of(variable));
        this.groups = groups;
        String free = variable + "=";
        while (table.find(free).isPresent()) {
            free += "'";
        }
        this.name = free;
    }

    /** The matrix, by group and within it by category: number group × categories + category. NaN for empty groups. */
    public double[][] matrix() {
        int size = categories.size();
        double[][] matrix = new double[groups.size() * size][groups.size() * size];
        double[][] alone = new double[size][];
        for (int a = 0; a < size; a++) {
            int category = a;
            double[][] own = covariances(group -> category, NOTHING);
            alone[a] = new double[groups.size()];
            for (int g = 0; g < groups.size(); g++) {
                alone[a][g] = own[g][g];
                for (int h = 0; h < groups.size(); h++) {
                    matrix[g * size + a][h * size + a] = own[g][h];
                }
            }
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                if (a < b) {
                    withinGroups(matrix, alone, a, b);
                }
                if (a != b) {
                    acrossGroups(matrix, a, b);
                }
            }
        }
        return matrix;
    }

    private void withinGroups(double[][] matrix, double[][] alone, int a, int b) {
        int size = categories.size();
        double[][] both = covariances(group -> a, b);
        for (int g = 0; g < groups.size(); g++) {
            double covariance = (both[g][g] - alone[a][g] - alone[b][g]) / 2;
            matrix[g * size + a][g * size + b] = covariance;
            matrix[g * size + b][g * size + a] = covariance;
        }
    }

    private void acrossGroups(double[][] matrix, int a, int b) {
        int size = categories.size();
        for (int digit = 1; digit < groups.size(); digit *= 2) {
            int bit = digit;
            double[][] mixed = covariances(group -> (group & bit) == 0 ? a : b, NOTHING);
            for (int g = 0; g < groups.size(); g++) {
                for (int h = 0; h < groups.size(); h++) {
                    if ((g & bit) == 0 && (h & bit) != 0) {
                        matrix[g * size + a][h * size + b] = mixed[g][h];
                        matrix[h * size + b][g * size + a] = mixed[g][h];
                    }
                }
            }
        }
    }

    /** Of the shares, in each group, of one category that depends on the group, and of another that does not. */
    private double[][] covariances(IntUnaryOperator categoryOfGroup, int another) {
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            int group = groups.code(row);
            int category = categories.code(row);
            values[row] = group == Grouping.NONE || category == Grouping.NONE
                    ? Double.NaN
                    : category == categoryOfGroup.applyAsInt(group) || category == another ? 1 : 0;
        }
        return estimation
                .over(new TableTotals(table.with(NumericColumn.of(name, values))))
                .each(Mean.of(name), groups)
                .covariances();
    }
}
