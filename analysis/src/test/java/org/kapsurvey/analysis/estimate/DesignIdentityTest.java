package org.kapsurvey.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.totals.TableTotals;

/** What must hold of estimates and their errors in any design, over seeded random ones of 1 to 6 strata. */
class DesignIdentityTest {
    private static final double CLOSE = 1e-11;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static Table table(long seed) {
        return RandomSurvey.of(seed, 1 + (int) (seed % 6)).table(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void inAnotherUnitAMeanIsTheMeanInThatUnitAndItsErrorStretchesAlike(long seed) {
        Table table = table(seed).with(changed(table(seed), "score", "fahrenheit", value -> 32 + 1.8 * value));
        Estimate ours = whole(table, Mean.of("score"));
        Estimate theirs = whole(table, Mean.of("fahrenheit"));
        assertClose(theirs.value(), 32 + 1.8 * ours.value());
        assertClose(theirs.standardError(), 1.8 * ours.standardError());
        assertThat(whole(table, Variance.of("fahrenheit")).value())
                .isCloseTo(3.24 * whole(table, Variance.of("score")).value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRatioAndTheRatioTurnedRoundHaveTheSameRelativeError(long seed) {
        Table table = table(seed);
        Estimate ratio = whole(table, Ratio.of("yes", "score"));
        Estimate turned = whole(table, Ratio.of("score", "yes"));
        if (ratio.value() > 0) {
            assertClose(ratio.value() * turned.value(), 1);
            assertClose(turned.coefficientOfVariation(), ratio.coefficientOfVariation());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTotalOfADomainIsTheTotalOfWhatIsZeroOutsideIt(long seed) {
        Table table = table(seed);
        Grouping minority = minority(table);
        double[] product = table.numeric("yes").values().clone();
        for (int row = 0; row < product.length; row++) {
            product[row] = minority.code(row) == Grouping.NONE ? 0 : product[row];
        }
        Table more = table.with(NumericColumn.of("product", product));
        Estimate domain =
                estimation(more).each(Total.of("yes"), minority).estimates().get(0);
        Estimate whole = whole(more, Total.of("product"));
        assertClose(domain.value(), whole.value());
        assertClose(domain.standardError(), domain.rows() == 0 ? Double.NaN : whole.standardError());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCountIsTheTotalOfOneForEachRow(long seed) {
        Estimate count = whole(table(seed), Count.of(List.of()));
        Estimate total = whole(table(seed), Total.of("one"));
        assertClose(count.value(), total.value());
        assertClose(count.standardError(), total.standardError());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theVarianceOfYesAndNoIsThatOfItsShare(long seed) {
        Estimate share = whole(table(seed), Mean.of("yes"));
        double expected = share.value() * (1 - share.value()) * share.rows() / (share.rows() - 1.0);
        assertClose(whole(table(seed), Variance.of("yes")).value(), expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRowCutInTwoHalvesOfItsWeightChangesNothingButTheNumberOfRows(long seed) {
        Table table = table(seed);
        Table halves = stacked(table, 0.5);
        for (Estimator estimator : List.of(Mean.of("score"), Total.of("yes"), Ratio.of("yes", "score"))) {
            Estimate one = whole(table, estimator);
            Estimate other = whole(halves, estimator);
            assertClose(other.value(), one.value());
            assertClose(other.standardError(), one.standardError());
            assertThat(other.degreesOfFreedom()).isEqualTo(one.degreesOfFreedom());
            assertThat(other.rows()).isEqualTo(2 * one.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoGroupsThatAnswerAlikeInEveryPsuDifferByNothingAndWithoutError(long seed) {
        Table table = table(seed);
        int rows = table.rows();
        Table twins = stacked(table, 1);
        twins = twins.with(NumericColumn.indicator("twin", twins.rows(), row -> row >= rows));
        GroupEstimates means = estimation(twins).each(Mean.of("score"), Grouping.of(twins, List.of("twin")));
        Contrast contrast = Contrast.of(means, new double[] {1, -1}, Contrast.Scale.DIFFERENCE, psus(table), 0.95);
        assertThat(contrast.value()).isCloseTo(0, within(1e-12));
        assertThat(contrast.standardError()).isZero();
        assertThat(contrast.p()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatStrataAndPsusAreCalledDoesNotMatter(long seed) {
        Table table = table(seed);
        Table renamed = table.with(renamed(table, "stratum")).with(renamed(table, "psu"));
        for (Estimator estimator : List.of(Mean.of("score"), Total.of("yes"))) {
            Estimate one = whole(table, estimator);
            Estimate other = whole(renamed, estimator);
            assertClose(other.standardError(), one.standardError());
            assertThat(other.degreesOfFreedom()).isEqualTo(one.degreesOfFreedom());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStratumThatWasSampledCompletelyAddsNothingToTheVariance(long seed) {
        Table table = table(seed);
        SurveyDesign plain = RandomSurvey.design(table);
        double[] population = new double[table.rows()];
        for (int row = 0; row < population.length; row++) {
            int stratum = plain.psus().stratum(plain.psu(row));
            // Without the fpc in the others: 1e15 PSUs for each that was sampled.
            population[row] = plain.psus().sampledPsus(stratum) * (stratum == 0 ? 1 : 1e15);
        }
        Table more = table.with(NumericColumn.of("population", population));
        SurveyDesign design = SurveyDesign.of(more)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .fpc("population")
                .build();
        List<Estimate> strata = estimation(table)
                .each(Total.of("yes"), Grouping.of(table, List.of("stratum")))
                .estimates();
        String complete = "stratum=" + plain.psus().stratumLabel(0);
        double others = strata.stream()
                .filter(stratum -> !stratum.domain().equals(complete))
                .filter(stratum -> stratum.rows() > 0)
                .mapToDouble(Estimate::variance)
                .sum();
        double variance = new Estimation(new TableTotals(more), design)
                .whole(Total.of("yes"))
                .variance();
        assertThat(variance).isCloseTo(others, within(1e-9 * (1 + others)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSimpleRandomSampleHasDesignEffectsOfOne(long seed) {
        Table table = table(seed);
        int n = table.rows();
        double[] size = new double[n];
        Arrays.fill(size, 7.0 * n);
        Table more = table.with(NumericColumn.of("size", size))
                .with(changed(table, "score", "known", value -> Double.isNaN(value) ? 4 : value));
        SurveyDesign design = SurveyDesign.of(more).fpc("size").build();
        for (Estimator estimator : List.of(Mean.of("known"), Total.of("known"), Ratio.of("known", "one"))) {
            Estimate estimate = new Estimation(new TableTotals(more), design).whole(estimator);
            assertThat(estimate.designEffect()).isCloseTo(1, within(1e-9));
        }
        Estimate endless =
                new Estimation(new TableTotals(more), SurveyDesign.of(more).build()).whole(Mean.of("known"));
        assertThat(endless.designEffectWithReplacement()).isCloseTo(1, within(1e-9));
        assertThat(endless.degreesOfFreedom()).isEqualTo(n - 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDomainOfNobodyIsNotDefinedAndADomainOfAllIsTheWhole(long seed) {
        Table table = table(seed);
        NumericColumn nobody = NumericColumn.indicator("nobody", table.rows(), row -> false);
        NumericColumn all = NumericColumn.indicator("all", table.rows(), row -> true);
        Grouping whole = Grouping.whole(table.rows());
        for (Estimator estimator : List.of(Mean.of("score"), Ratio.of("yes", "score"), Variance.of("score"))) {
            Estimate empty = estimation(table)
                    .each(estimator, whole.within(nobody))
                    .estimates()
                    .get(0);
            assertThat(empty.value()).isNaN();
            assertThat(empty.standardError()).isNaN();
            assertThat(empty.rows()).isZero();
            assertThat(empty.degreesOfFreedom()).isZero();
            Estimate everybody = estimation(table)
                    .each(estimator, whole.within(all))
                    .estimates()
                    .get(0);
            assertClose(everybody.value(), whole(table, estimator).value());
            assertClose(everybody.standardError(), whole(table, estimator).standardError());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theMeanOfAllIsTheMeanOfTheGroupsByTheirShares(long seed) {
        Table table = table(seed);
        List<Estimate> groups = estimation(table)
                .each(Mean.of("score"), Grouping.of(table, List.of("group")))
                .estimates();
        double sum = 0;
        double weight = 0;
        for (Estimate group : groups) {
            sum += group.rows() == 0 ? 0 : group.weightedRows() * group.value();
            weight += group.weightedRows();
        }
        assertClose(whole(table, Mean.of("score")).value(), sum / weight);
    }

    private static int psus(Table table) {
        return RandomSurvey.design(table).psus().psus();
    }

    private static Grouping minority(Table table) {
        TextColumn group = (TextColumn) table.column("group");
        return Grouping.whole(table.rows())
                .within(NumericColumn.indicator("inside", table.rows(), row -> "minority".equals(group.value(row))));
    }

    private static Column changed(Table table, String from, String to, DoubleUnaryOperator change) {
        double[] values = table.numeric(from).values();
        return NumericColumn.of(to, Arrays.stream(values).map(change).toArray());
    }

    /** Other names, whose order is another one too. */
    private static Column renamed(Table table, String column) {
        TextColumn text = (TextColumn) table.column(column);
        return TextColumn.of(
                column,
                IntStream.range(0, text.rows())
                        .mapToObj(row -> new StringBuilder(String.valueOf(text.value(row)))
                                .reverse()
                                .toString())
                        .toList());
    }

    /** The rows, and then the same once more, each with a part of its weight. */
    private static Table stacked(Table table, double factor) {
        int rows = table.rows();
        IntUnaryOperator source = row -> row % rows;
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column instanceof TextColumn text) {
                columns.add(TextColumn.of(
                        column.name(),
                        IntStream.range(0, 2 * rows)
                                .mapToObj(row -> text.value(source.applyAsInt(row)))
                                .toList()));
            } else {
                double scale = column.name().equals("w") ? factor : 1;
                columns.add(NumericColumn.of(
                        column.name(),
                        IntStream.range(0, 2 * rows)
                                .mapToDouble(row ->
                                        scale * table.numeric(column.name()).value(source.applyAsInt(row)))
                                .toArray()));
            }
        }
        return Table.of(2 * rows, columns);
    }

    private static Estimation estimation(Table table) {
        return new Estimation(new TableTotals(table), RandomSurvey.design(table));
    }

    private static Estimate whole(Table table, Estimator estimator) {
        return estimation(table).whole(estimator);
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
        }
    }
}
