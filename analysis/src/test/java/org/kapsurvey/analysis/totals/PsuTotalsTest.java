package org.kapsurvey.analysis.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SinglePsu;
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

    /** Groupings and columns are summed several at a time: all counts of both, with gaps and rows of no group, are right. */
    @Test
    void totalsAreTheSumsOfTheRowsHoweverManyGroupingsAndColumnsThereAre() {
        int rows = 1_500;
        SplittableRandom random = new SplittableRandom(1);
        List<Column> columns = new ArrayList<>();
        columns.add(numbers("psu", rows, row -> random.nextInt(30)));
        columns.add(numbers("weight", rows, row -> random.nextInt(5) == 0 ? 0 : random.nextDouble()));
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[rows];
            for (int row = 0; row < rows; row++) {
                boolean gap = i % 7 == 3 && random.nextInt(9) == 0;
                bytes[row] = gap ? NumericColumn.MISSING_BYTE : (byte) random.nextInt(i % 5 == 0 ? 4 : 2);
            }
            columns.add(
                    i % 11 == 5
                            ? numbers("y" + i, rows, row -> random.nextDouble())
                            : NumericColumn.ofBytes("y" + i, bytes));
        }
        for (int g = 0; g < 9; g++) {
            int levels = g == 8 ? 400 : 2 + g;
            columns.add(numbers("g" + g, rows, row -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(levels)));
        }
        Table table = Table.of(rows, columns);
        SurveyDesign design = SurveyDesign.of(table)
                .weights("weight")
                .clusters("psu")
                .singlePsu(SinglePsu.CERTAINTY)
                .build();
        for (int groupings = 1; groupings <= 9; groupings++) {
            for (int items : new int[] {1, 2, 3, 5, 60}) {
                List<Domain> domains = new ArrayList<>();
                for (int g = 0; g < groupings; g++) {
                    domains.addAll(Domain.each(Grouping.of(table, List.of("g" + g))));
                }
                List<Term> terms = new ArrayList<>();
                for (int i = 0; i < items; i++) {
                    terms.addAll(Mean.of("y" + i).terms());
                }
                assertSums(table, design, domains, terms.stream().distinct().toList());
            }
        }
    }

    private static void assertSums(Table table, SurveyDesign design, List<Domain> domains, List<Term> terms) {
        PsuTotals totals = new TableTotals(table).totals(design, domains, terms);
        double[][][] expected = new double[totals.psus()][domains.size()][terms.size()];
        for (int row = 0; row < table.rows(); row++) {
            for (int term = 0; term < terms.size(); term++) {
                double added = added(table, design, terms.get(term), row);
                for (int domain = 0; domain < domains.size(); domain++) {
                    boolean inside = domains.get(domain).grouping().code(row)
                            == domains.get(domain).group();
                    expected[design.psu(row)][domain][term] += inside ? added : 0;
                }
            }
        }
        for (int psu = 0; psu < totals.psus(); psu++) {
            for (int domain = 0; domain < domains.size(); domain++) {
                for (int term = 0; term < terms.size(); term++) {
                    // Added in the order of the rows, so the same to the last digit.
                    assertThat(totals.get(psu, domain, term)).isEqualTo(expected[psu][domain][term]);
                }
            }
        }
    }

    private static double added(Table table, SurveyDesign design, Term term, int row) {
        boolean observed =
                term.observed().stream().noneMatch(name -> table.column(name).isMissing(row));
        if (!observed || design.weight(row) == 0) {
            return 0;
        }
        double added = term.sum() == Term.Sum.ROWS ? 1 : design.weight(row);
        for (String factor : term.factors()) {
            added *= table.numeric(factor).value(row);
        }
        return added;
    }

    private static NumericColumn numbers(String name, int rows, IntToDoubleFunction value) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = value.applyAsDouble(row);
        }
        return NumericColumn.of(name, values);
    }

    @Test
    void partsOfDifferentShapeAreRefused() {
        assertThatThrownBy(() -> PsuTotals.zero(2, 1, 3).combine(PsuTotals.zero(2, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2×1×3 and 2×2×3");
    }

    @Test
    void aTermNamesOnlyColumnsThatMustBeObserved() {
        assertThatThrownBy(() -> Term.value(List.of("a"), Term.Origin.zero("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not required");
    }
}
