package org.kapsurvey.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.totals.TableTotals;

/** Shares of the categories of the score, cut into three, in the strata of seeded random designs. */
class CategoryCovariancesTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static Table table(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        double[] bands = new double[table.rows()];
        double[] group = new double[table.rows()];
        for (int row = 0; row < bands.length; row++) {
            double score = table.numeric("score").value(row);
            bands[row] = Double.isNaN(score) ? Double.NaN : score < 9 ? 1 : score < 11 ? 2 : 3;
            group[row] = row % 5;
        }
        return table.with(NumericColumn.of("band", bands)).with(NumericColumn.of("fifth", group));
    }

    private static Estimation estimation(Table table) {
        return new Estimation(new TableTotals(table), RandomSurvey.design(table));
    }

    /** A column of 0 and 1 for each band, and the covariances of their means, number band × groups + group. */
    private static double[][] matrix(Table table, Grouping groups) {
        Grouping bands = Grouping.of(table, List.of("band"));
        Table shares = table;
        for (int band = 0; band < bands.size(); band++) {
            double[] share = new double[table.rows()];
            for (int row = 0; row < share.length; row++) {
                share[row] = bands.code(row) == Grouping.NONE ? Double.NaN : bands.code(row) == band ? 1 : 0;
            }
            shares = shares.with(NumericColumn.of("band" + band, share));
        }
        Estimation estimation = estimation(shares);
        return GroupEstimates.covariances(IntStream.range(0, bands.size())
                .mapToObj(band -> estimation.each(Mean.of("band" + band), groups))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSharesOfAGroupSumToOneSoThatTheirCovariancesWithAnyShareSumToZero(long seed) {
        Table table = table(seed);
        Grouping fifths = Grouping.of(table, List.of("fifth"));
        double[][] matrix = matrix(table, fifths);
        int categories = Grouping.of(table, List.of("band")).size();
        assertThat(matrix).hasDimensions(fifths.size() * categories, fifths.size() * categories);
        for (int i = 0; i < matrix.length; i++) {
            for (int group = 0; group < fifths.size(); group++) {
                double sum = 0;
                for (int category = 0; category < categories; category++) {
                    double covariance = matrix[i][category * fifths.size() + group];
                    assertThat(matrix[category * fifths.size() + group][i]).isEqualTo(covariance);
                    sum += covariance;
                }
                if (!Double.isNaN(sum)) {
                    assertThat(sum).isCloseTo(0, within(1e-13));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachCategoryHasTheVariancesAndCovariancesOfItsOwnShare(long seed) {
        Table table = table(seed);
        Grouping fifths = Grouping.of(table, List.of("fifth"));
        double[][] matrix = matrix(table, fifths);
        double[] low = new double[table.rows()];
        for (int row = 0; row < low.length; row++) {
            double band = table.numeric("band").value(row);
            low[row] = Double.isNaN(band) ? Double.NaN : band == 1 ? 1 : 0;
        }
        Table more = table.with(NumericColumn.of("low", low));
        double[][] own = estimation(more).each(Mean.of("low"), fifths).covariances();
        boolean lowest = Grouping.of(table, List.of("band")).levels(0).get(0).equals("1");
        for (int g = 0; lowest && g < own.length; g++) {
            for (int h = 0; h < own.length; h++) {
                if (!Double.isNaN(own[g][h])) {
                    assertThat(matrix[g][h]).isCloseTo(own[g][h], within(1e-14));
                }
            }
        }
    }
}
