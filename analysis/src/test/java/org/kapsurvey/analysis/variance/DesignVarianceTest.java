package org.kapsurvey.analysis.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.totals.TableTotals;

class DesignVarianceTest {
    private static final double[] Z = {1, 5, 3, 2, 4};

    @Test
    void theVarianceIsTheSumOverStrataOfScaledSquares() {
        // a: mean 3, squares 8, n/(n-1) = 3/2; b: mean 3, squares 2, n/(n-1) = 2
        assertThat(DesignVariance.of(frame("a", "a", "a", "b", "b"), SinglePsu.FAIL, Z))
                .isCloseTo(12 + 4, within(1e-12));
    }

    @Test
    void aStratumWithOnePsuContributesByThePolicy() {
        PsuFrame frame = frame("a", "a", "a", "a", "b");
        // a: mean 2.75, squares 8.75, 4/3; b: the PSU is 4, the mean of all is 3
        double others = 4.0 / 3 * 8.75;
        assertThat(DesignVariance.of(frame, SinglePsu.REMOVE, Z)).isCloseTo(others, within(1e-12));
        assertThat(DesignVariance.of(frame, SinglePsu.CERTAINTY, Z)).isCloseTo(others, within(1e-12));
        assertThat(DesignVariance.of(frame, SinglePsu.ADJUST, Z)).isCloseTo(others + 1, within(1e-12));
        assertThat(DesignVariance.of(frame, SinglePsu.AVERAGE, Z)).isCloseTo(2 * others, within(1e-12));
        assertThatThrownBy(() -> DesignVariance.of(frame, SinglePsu.FAIL, Z))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("\"b\" has 1 sampled PSU");
    }

    @Test
    void averageOfStrataWithOnePsuOnlyIsNotDefined() {
        assertThat(DesignVariance.of(frame("a", "b"), SinglePsu.AVERAGE, new double[] {1, 2}))
                .isNaN();
    }

    @Test
    void aDomainWithoutCasesInAPsuKeepsThatPsu() {
        Table table = Table.of(
                4, List.of(NumericColumn.of("psu", 1, 2, 3, 3), NumericColumn.of("y", 6, 12, Double.NaN, Double.NaN)));
        SurveyDesign design = SurveyDesign.of(table).clusters("psu").build();
        Estimate total = new Estimation(new TableTotals(table), design).whole(Total.of("y"));
        // Totals 6, 12 and 0: mean 6, squares 72, n/(n-1) = 3/2. Without the third PSU it were 36.
        assertThat(total.variance()).isCloseTo(108, within(1e-9));
        assertThat(total.psus()).isEqualTo(3);
        assertThat(total.psusWithCases()).isEqualTo(2);
        assertThat(total.degreesOfFreedom()).isEqualTo(1);
        assertThat(total.explain().toString()).isEqualTo("""
                        18
                          Σwy = 18
                          n 2, weighted 2
                          strata 1, PSUs 3 (1 without cases), df 1
                          standard error 10.392304845413264 by linearisation, deff NaN, deff_wr 3""");
    }

    private static PsuFrame frame(String... strata) {
        Table table = Table.of(strata.length, List.of(TextColumn.of("h", List.of(strata))));
        return SurveyDesign.of(table)
                .strata("h")
                .singlePsu(SinglePsu.REMOVE)
                .build()
                .psus();
    }
}
