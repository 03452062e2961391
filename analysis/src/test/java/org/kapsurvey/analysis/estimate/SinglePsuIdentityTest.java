package org.kapsurvey.analysis.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.TableShares;
import org.kapsurvey.analysis.totals.TableTotals;

/** Groups that are compared are of one sample, whatever strata each of them lies in, under every policy for single PSUs. */
class SinglePsuIdentityTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theErrorOfACellsShareIsThatOfTheMeanOfItsIndicator(long seed) {
        inEachDesign(seed, (table, design) -> {
            Grouping cells = Grouping.of(table, List.of("group", "first"));
            GroupEstimates counts = new Estimation(new TableTotals(table), design).each(Count.of(List.of()), cells);
            List<Integer> occurring = IntStream.range(0, cells.size())
                    .filter(cell -> counts.estimates().get(cell).rows() > 0)
                    .boxed()
                    .toList();
            double[][] covariances = counts.covariances(new TableShares(occurring));
            for (int cell : occurring) {
                NumericColumn inCell = NumericColumn.indicator("cell", table.rows(), row -> cells.code(row) == cell);
                Estimate share = new Estimation(new TableTotals(table.with(inCell)), design).whole(Mean.of("cell"));
                assertSame(Math.sqrt(covariances[cell][cell]), share.standardError());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDifferenceOfTwoTotalsIsTheTotalOfTheSignedVariable(long seed) {
        inEachDesign(seed, (table, design) -> {
            Grouping groups = Grouping.of(table, List.of("first"));
            NumericColumn score = table.numeric("score");
            double[] signed = new double[table.rows()];
            for (int row = 0; row < signed.length; row++) {
                signed[row] = groups.code(row) == 0 ? -score.value(row) : score.value(row);
            }
            Table with = table.with(NumericColumn.of("signed", signed));
            Estimation estimation = new Estimation(new TableTotals(with), design);
            Contrast contrast = Contrast.of(
                    estimation.each(Total.of("score"), groups),
                    new double[] {-1, 1},
                    Contrast.Scale.DIFFERENCE,
                    1,
                    0.95);
            Estimate whole = estimation.whole(Total.of("signed"));
            assertThat(contrast.value()).isCloseTo(whole.value(), within(1e-8));
            assertSame(contrast.standardError(), whole.standardError());
        });
    }

    /** A sample whose first PSU is a stratum of its own; "first" are the rows of the first stratum and of that. */
    private static void inEachDesign(long seed, BiConsumer<Table, SurveyDesign> test) {
        Table survey = RandomSurvey.of(seed).table(1);
        TextColumn stratum = (TextColumn) survey.column("stratum");
        TextColumn psu = (TextColumn) survey.column("psu");
        List<String> strata = new ArrayList<>();
        for (int row = 0; row < survey.rows(); row++) {
            strata.add("H0-0".equals(psu.value(row)) ? "alone" : stratum.value(row));
        }
        Table table = survey.with(TextColumn.of("h", strata))
                .with(NumericColumn.indicator("first", survey.rows(), row -> "H0".equals(stratum.value(row))));
        for (SinglePsu policy : List.of(SinglePsu.CERTAINTY, SinglePsu.ADJUST, SinglePsu.AVERAGE)) {
            for (boolean inDomains : new boolean[] {false, true}) {
                test.accept(
                        table,
                        SurveyDesign.of(table)
                                .weights("w")
                                .strata("h")
                                .clusters("psu")
                                .singlePsu(policy)
                                .singlePsuInDomains(inDomains)
                                .build());
            }
        }
    }

    private static void assertSame(double actual, double expected) {
        assertThat(Double.isNaN(actual)).isEqualTo(Double.isNaN(expected));
        if (!Double.isNaN(expected)) {
            assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
        }
    }
}
