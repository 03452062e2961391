package org.kapsurvey.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.totals.TableTotals;

/** What must hold of contrasts in any design, over seeded random ones. */
class ContrastTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDifferenceOfTwoTotalsIsTheTotalOfTheSignedVariable(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        Grouping groups = Grouping.of(table, List.of("group"));
        double[] signed = new double[table.rows()];
        for (int row = 0; row < signed.length; row++) {
            signed[row] =
                    (groups.code(row) == 0 ? 1 : -1) * table.numeric("yes").value(row);
        }
        Table more = table.with(NumericColumn.of("signed", signed));
        Estimation estimation = new Estimation(new TableTotals(more), RandomSurvey.design(more));
        GroupEstimates totals = estimation.each(Total.of("yes"), groups);
        Estimate whole = estimation.whole(Total.of("signed"));
        double[] coefficients = new double[groups.size()];
        coefficients[0] = 1;
        if (coefficients.length > 1) {
            coefficients[1] = -1;
        }
        Contrast contrast =
                Contrast.of(totals, coefficients, Contrast.Scale.DIFFERENCE, whole.degreesOfFreedom(), 0.95);
        assertThat(contrast.value()).isCloseTo(whole.value(), within(1e-9));
        assertThat(contrast.standardError()).isCloseTo(whole.standardError(), within(1e-9));
        Interval interval = ProportionInterval.T.of(whole, 0.95);
        assertThat(contrast.lower()).isCloseTo(interval.lower(), within(1e-8));
        assertThat(contrast.upper()).isCloseTo(interval.upper(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groupsOfSeparateStrataAddTheirVariancesAndGiveSatterthwaitesDegreesOfFreedom(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        Grouping strata = Grouping.of(table, List.of("stratum"));
        Estimation estimation = new Estimation(new TableTotals(table), RandomSurvey.design(table));
        GroupEstimates means = estimation.each(Mean.of("score"), strata);
        double[] coefficients = new double[strata.size()];
        coefficients[0] = 1;
        coefficients[1] = -1;
        Contrast contrast = Contrast.of(means, coefficients, Contrast.Scale.DIFFERENCE, 5, 0.95);
        Estimate first = means.estimates().get(0);
        Estimate second = means.estimates().get(1);
        double sum = first.variance() + second.variance();
        assertThat(contrast.standardError()).isCloseTo(Math.sqrt(sum), within(1e-12));
        if (first.degreesOfFreedom() > 0 && second.degreesOfFreedom() > 0) {
            double expected = sum
                    * sum
                    / (first.variance() * first.variance() / first.degreesOfFreedom()
                            + second.variance() * second.variance() / second.degreesOfFreedom());
            assertThat(contrast.satterthwaite()).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLogarithmOfARatioDoesNotChangeWithTheUnitOfTheVariable(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        Grouping groups = Grouping.of(table, List.of("stratum"));
        double[] grams = new double[table.rows()];
        for (int row = 0; row < grams.length; row++) {
            grams[row] = 1000 * table.numeric("score").value(row);
        }
        Table more = table.with(NumericColumn.of("grams", grams));
        Estimation estimation = new Estimation(new TableTotals(more), RandomSurvey.design(more));
        double[] coefficients = new double[groups.size()];
        coefficients[0] = 1;
        coefficients[1] = -1;
        Contrast ours =
                Contrast.of(estimation.each(Mean.of("score"), groups), coefficients, Contrast.Scale.LOGRATIO, 5, 0.95);
        Contrast theirs =
                Contrast.of(estimation.each(Mean.of("grams"), groups), coefficients, Contrast.Scale.LOGRATIO, 5, 0.95);
        assertThat(theirs.value()).isCloseTo(ours.value(), within(1e-12));
        assertThat(theirs.standardError()).isCloseTo(ours.standardError(), within(1e-12));
        assertThat(theirs.p()).isCloseTo(ours.p(), within(1e-10));
    }
}
