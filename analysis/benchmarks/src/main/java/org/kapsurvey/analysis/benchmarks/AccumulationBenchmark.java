package org.kapsurvey.analysis.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.totals.PsuTotalsSource;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.analysis.totals.Term;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The pass that adds up 40 items of 0 and 1 in 12 groupings by PSU, beside copies of arrays: of the columns that it reads,
 * and of as many numbers as it adds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AccumulationBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int PSUS = 2_000;
    private static final int ITEMS = 40;
    private static final int GROUPINGS = 12;

    private final List<Grouping> groupings = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private final List<byte[]> items = new ArrayList<>();
    private PsuTotalsSource source = new TableTotals(Table.of(0, List.of()));
    private SurveyDesign design = made(Table.of(1, List.of(NumericColumn.of("psu", 0), NumericColumn.of("weight", 1))));
    private double[] row = {};
    private double[] sums = {};

    /** Makes the columns from a seed. */
    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(1);
        double[] psus = new double[ROWS];
        double[] weights = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            psus[i] = (int) ((long) i * PSUS / ROWS);
            weights[i] = 100 + 800 * random.nextDouble();
        }
        List<Column> columns = new ArrayList<>();
        columns.add(NumericColumn.of("psu", psus));
        columns.add(NumericColumn.of("weight", weights));
        for (int item = 0; item < ITEMS; item++) {
            byte[] answers = bytes(random, 2);
            items.add(answers);
            columns.add(NumericColumn.ofBytes("k" + item, answers));
            terms.addAll(Mean.of("k" + item).terms());
        }
        for (int grouping = 0; grouping < GROUPINGS; grouping++) {
            columns.add(NumericColumn.ofBytes("g" + grouping, bytes(random, 3 + grouping % 3)));
        }
        Table table = Table.of(ROWS, columns);
        source = new TableTotals(table);
        design = made(table);
        for (int grouping = 0; grouping < GROUPINGS; grouping++) {
            groupings.add(Grouping.of(table, List.of("g" + grouping)));
        }
        row = random.doubles(ITEMS).toArray();
        sums = new double[ITEMS];
    }

    private static byte[] bytes(SplittableRandom random, int levels) {
        byte[] values = new byte[ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) random.nextInt(levels);
        }
        return values;
    }

    private static SurveyDesign made(Table table) {
        return SurveyDesign.of(table)
                .weights("weight")
                .clusters("psu")
                .singlePsu(SinglePsu.CERTAINTY)
                .build();
    }

    /** The pass. */
    @Benchmark
    public PsuTotalsSource accumulate() {
        return source.ahead(design, groupings, terms);
    }

    /** Copies of the columns that the pass reads. */
    @Benchmark
    public List<Object> copyColumns() {
        List<Object> copies = new ArrayList<>();
        items.forEach(column -> copies.add(column.clone()));
        groupings.forEach(grouping -> copies.add(grouping.codes().clone()));
        copies.add(design.weights().clone());
        return copies;
    }

    /** As many numbers copied, within the nearest cache, as the pass adds: a row's items for each row and grouping. */
    @Benchmark
    public double[] copyNumbers() {
        for (int i = 0; i < ROWS * GROUPINGS; i++) {
            System.arraycopy(row, 0, sums, 0, ITEMS);
        }
        return sums;
    }

    /** Runs all and prints the pass as a multiple of each copy. */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Double> scores = new HashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(AccumulationBenchmark.class.getSimpleName())
                        .build())
                .run()) {
            scores.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        for (String copy : List.of("copyColumns", "copyNumbers")) {
            System.out.printf(
                    Locale.ROOT, "accumulate / %s = %.1f%n", copy, scores.get("accumulate") / scores.get(copy));
        }
    }
}
