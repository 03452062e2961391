package org.kapsurvey.analysis.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.RandomSurvey;
import org.kapsurvey.analysis.estimate.Ratio;

class PsuTotalsTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsOfTheRowsCombineToTheWhole(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        SurveyDesign design = RandomSurvey.design(table);
        List<Domain> domains = Domain.each(Grouping.of(table, List.of("group")));
        List<Term> terms = Ratio.of("yes", "score").terms();
        TableTotals source = new TableTotals(table);
        PsuTotals whole = source.totals(design, domains, terms);
        PsuTotals parts = PsuTotals.zero(design.psus().psus(), domains.size(), terms.size());
        int step = 1 + table.rows() / 3;
        for (int from = 0; from < table.rows(); from += step) {
            parts = parts.combine(source.totals(design, domains, terms, from, Math.min(table.rows(), from + step)));
        }
        assertThat(table.rows()).isGreaterThan(step);
        for (int psu = 0; psu < whole.psus(); psu++) {
            for (int domain = 0; domain < whole.domains(); domain++) {
                for (int term = 0; term < whole.terms(); term++) {
                    double expected = whole.get(psu, domain, term);
                    assertThat(parts.get(psu, domain, term))
                            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void totalsSummedAheadForManyTermsAreTheSameToTheLastDigit(long seed) {
        Table table = RandomSurvey.of(seed).table(1);
        SurveyDesign design = RandomSurvey.design(table);
        Grouping groups = Grouping.of(table, List.of("group"));
        List<Term> ratio = Ratio.of("yes", "score").terms();
        List<Term> mean = Mean.of("yes").terms();
        List<Term> both = Stream.concat(ratio.stream(), mean.stream()).toList();
        TableTotals source = new TableTotals(table);
        PsuTotalsSource ahead = source.ahead(design, List.of(groups, Grouping.whole(table.rows())), both);
        for (List<Term> terms : List.of(ratio, mean)) {
            PsuTotals one = source.totals(design, Domain.each(groups), terms);
            PsuTotals other = ahead.totals(design, Domain.each(groups), terms);
            for (int domain = 0; domain < groups.size(); domain++) {
                for (int term = 0; term < terms.size(); term++) {
                    for (int psu = 0; psu < one.psus(); psu++) {
                        assertThat(other.get(psu, domain, term)).isEqualTo(one.get(psu, domain, term));
                    }
                }
            }
        }
    }

    @Test
    void partsOfDifferentShapeAreRefused() {
        assertThatThrownBy(() -> PsuTotals.zero(2, 1, 3).combine(PsuTotals.zero(2, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2×1×3 and 2×2×3");
    }

    @Test
    void aTermNamesOnlyColumnsThatMustBeObserved() {
        assertThatThrownBy(() -> Term.value(List.of("a"), "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not required");
    }
}
