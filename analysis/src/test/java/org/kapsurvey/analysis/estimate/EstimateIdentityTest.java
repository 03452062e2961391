package org.kapsurvey.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.totals.TableTotals;

/** What must hold of any design, over seeded random ones. */
class EstimateIdentityTest {
    private static final double CLOSE = 1e-12;

    /** As far from 0 as days since 1970 in minutes, or coordinates in metres; the scores spread by 3. */
    private static final double FAR = 1_000_000;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theMeanIsTheRatioToOne(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        assertSame(whole(table, Mean.of("score")), whole(table, Ratio.of("score", "one")));
        assertSame(whole(table, Mean.of("yes")), whole(table, Ratio.of("yes", "one")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDomainMeanIsTheRatioOfIndicatorProducts(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        TextColumn group = (TextColumn) table.column("group");
        NumericColumn score = table.numeric("score");
        NumericColumn inside = NumericColumn.indicator(
                "inside", table.rows(), row -> "minority".equals(group.value(row)) && !score.isMissing(row));
        double[] product = new double[table.rows()];
        for (int row = 0; row < product.length; row++) {
            product[row] = inside.value(row) == 1 ? score.value(row) : 0;
        }
        Table more = table.with(inside).with(NumericColumn.of("product", product));
        Grouping domain = Grouping.whole(table.rows()).within(inside);
        Estimate mean =
                estimation(more).each(Mean.of("score"), domain).estimates().get(0);
        Estimate ratio = whole(more, Ratio.of("product", "inside"));
        assertClose(mean.value(), ratio.value());
        assertClose(mean.standardError(), ratio.standardError());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheRowsDoesNotMatter(long seed) {
        RandomSurvey survey = RandomSurvey.of(seed);
        for (Estimator estimator : estimators()) {
            assertSame(
                    whole(survey.table(1), estimator),
                    whole(survey.shuffled(seed + 1).table(1), estimator));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScaleOfTheWeightsDoesNotMatterToMeansAndRatios(long seed) {
        RandomSurvey survey = RandomSurvey.of(seed);
        for (Estimator estimator : List.of(Mean.of("score"), Mean.of("yes"), Ratio.of("yes", "score"))) {
            Estimate plain = whole(survey.table(1), estimator);
            Estimate scaled = whole(survey.table(1234.567), estimator);
            assertClose(scaled.value(), plain.value());
            assertClose(scaled.standardError(), plain.standardError());
            assertClose(scaled.designEffectWithReplacement(), plain.designEffectWithReplacement());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTotalsOfTheGroupsAddUpWithTheirCovariances(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        GroupEstimates groups = estimation(table).each(Total.of("yes"), Grouping.of(table, List.of("group")));
        Estimate all = whole(table, Total.of("yes"));
        double sum = groups.estimates().stream().mapToDouble(Estimate::value).sum();
        double variance = 0;
        for (double[] row : groups.covariances()) {
            for (double covariance : row) {
                variance += covariance;
            }
        }
        assertClose(sum, all.value());
        assertThat(variance).isCloseTo(all.variance(), within(1e-10 * all.variance() + 1e-9));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDiagonalOfTheCovariancesHoldsTheVariances(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        GroupEstimates groups = estimation(table).each(Mean.of("score"), Grouping.of(table, List.of("group")));
        double[][] covariances = groups.covariances();
        for (int group = 0; group < covariances.length; group++) {
            assertClose(
                    Math.sqrt(covariances[group][group]),
                    groups.estimates().get(group).standardError());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsOfWeightZeroCountNowhereButTheirPsuStays(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        NumericColumn weight = table.numeric("w");
        NumericColumn counting = NumericColumn.indicator("counting", table.rows(), row -> weight.value(row) > 0);
        Estimate all = whole(table, Mean.of("score"));
        Estimate domain = estimation(table.with(counting))
                .each(Mean.of("score"), Grouping.whole(table.rows()).within(counting))
                .estimates()
                .get(0);
        assertSame(all, domain);
        assertThat(all.rows()).isEqualTo(domain.rows());
        assertThat(all.degreesOfFreedom()).isEqualTo(domain.degreesOfFreedom());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNumberAddedToAllValuesLeavesTheirVarianceTheErrorsAndTheDesignEffect(long seed) {
        Table table = withFar(RandomSurvey.of(seed).table(1));
        Estimate near = whole(table, Mean.of(table.numeric("near")));
        Estimate far = whole(table, Mean.of(table.numeric("far")));
        assertRelative(far.value(), near.value() + FAR);
        assertRelative(far.standardError(), near.standardError());
        assertRelative(far.designEffect(), near.designEffect());
        assertRelative(far.designEffectWithReplacement(), near.designEffectWithReplacement());
        assertRelative(far.designFactorDhs(), near.designFactorDhs());
        Estimate nearVariance = whole(table, Variance.of(table.numeric("near")));
        Estimate farVariance = whole(table, Variance.of(table.numeric("far")));
        assertRelative(farVariance.value(), nearVariance.value());
        assertRelative(farVariance.standardError(), nearVariance.standardError());
        Estimate total = whole(table, Total.of(table.numeric("far")));
        assertRelative(total.value(), far.value() * far.weightedRows());
        assertRelative(total.standardError(), whole(table, Total.of("far")).standardError());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfRowsThatAreFarFromZeroDoesNotMatter(long seed) {
        RandomSurvey survey = RandomSurvey.of(seed);
        Table table = withFar(survey.table(1));
        Table shuffled = withFar(survey.shuffled(seed + 1).table(1));
        for (String variable : List.of("near", "far")) {
            Estimate mean = whole(table, Mean.of(table.numeric(variable)));
            Estimate again = whole(shuffled, Mean.of(shuffled.numeric(variable)));
            assertRelative(again.standardError(), mean.standardError());
            assertRelative(again.designEffectWithReplacement(), mean.designEffectWithReplacement());
            Estimate variance = whole(table, Variance.of(table.numeric(variable)));
            Estimate varianceAgain = whole(shuffled, Variance.of(shuffled.numeric(variable)));
            assertRelative(varianceAgain.value(), variance.value());
            assertRelative(varianceAgain.standardError(), variance.standardError());
        }
    }

    /** Of y and x that are far from 0, against the mean of y − Rx computed row by row, times Σw/Σwx. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theRatioOfNumbersFarFromZeroHasTheErrorOfItsResiduals(long seed) {
        Table table = withFar(RandomSurvey.of(seed).table(1));
        Estimate ratio = whole(table, Ratio.of(table.numeric("far"), table.numeric("farther")));
        NumericColumn far = table.numeric("far");
        NumericColumn farther = table.numeric("farther");
        NumericColumn residuals = NumericColumn.computed(
                "residual", table.rows(), row -> far.value(row) - ratio.value() * farther.value(row));
        Table with = table.with(residuals);
        Estimate mean = whole(with, Mean.of(residuals));
        double scale = whole(with, Mean.of(farther)).value();
        assertRelative(ratio.standardError(), mean.standardError() / scale, 1e-8);
        assertRelative(ratio.designEffectWithReplacement(), mean.designEffectWithReplacement(), 1e-8);
    }

    /** With the score in steps of 1/1024, so that adding to it rounds nothing. */
    private static Table withFar(Table table) {
        NumericColumn score = table.numeric("score");
        NumericColumn yes = table.numeric("yes");
        NumericColumn near =
                NumericColumn.computed("near", table.rows(), row -> Math.rint(score.value(row) * 1024) / 1024);
        return table.with(near)
                .with(NumericColumn.computed("far", table.rows(), row -> near.value(row) + FAR))
                .with(NumericColumn.computed(
                        "farther", table.rows(), row -> 2 * FAR + near.value(row) + yes.value(row)));
    }

    private static List<Estimator> estimators() {
        return List.of(
                Mean.of("score"), Mean.of("yes"), Total.of("score"), Ratio.of("yes", "score"), Count.of(List.of()));
    }

    private static Estimation estimation(Table table) {
        SurveyDesign design = RandomSurvey.design(table);
        return new Estimation(new TableTotals(table), design);
    }

    private static Estimate whole(Table table, Estimator estimator) {
        return estimation(table).whole(estimator);
    }

    private static void assertSame(Estimate a, Estimate b) {
        assertClose(a.value(), b.value());
        assertClose(a.standardError(), b.standardError());
        assertThat(a.rows()).isEqualTo(b.rows());
        assertThat(a.degreesOfFreedom()).isEqualTo(b.degreesOfFreedom());
    }

    private static void assertRelative(double actual, double expected) {
        assertRelative(actual, expected, 1e-10);
    }

    private static void assertRelative(double actual, double expected, double share) {
        assertThat(actual).isCloseTo(expected, within(share * Math.abs(expected)));
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
    }
}
