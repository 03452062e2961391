package org.kapsurvey.analysis.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.expression.ColumnExpression;
import org.kapsurvey.analysis.io.CsvOptions;
import org.kapsurvey.analysis.io.CsvTable;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.io.WeightRun;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.JobRun;
import org.kapsurvey.analysis.job.WeightedData;
import org.kapsurvey.analysis.replicates.Bootstrap;
import org.kapsurvey.analysis.replicates.CarriedReplicates;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.Margin;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/**
 * The process that is timed: it has run nothing before, so that what the virtual machine takes to warm up is in its
 * figures, as it is for a user. Prints a line {@code task rows seconds} for each task and {@code memory rows bytes}.
 */
final class BenchProcess {
    /** When a job's raking stops, unless it says otherwise. */
    private static final double EPSILON = 1e-10;

    private static final int MAX_ITERATIONS = 100;

    private final PrintStream out;
    private final Faults faults = new Faults();
    private int rows;
    private long mark = System.nanoTime();

    private BenchProcess(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        new BenchProcess(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), arguments[2].equals(Bench.CHAIN));
    }

    private void run(Path data, int replicates, boolean chain) throws IOException {
        try {
            if (chain) {
                weigh(data, replicates);
            } else if (replicates > 0) {
                replicates(data, replicates);
            } else {
                tasks(data);
            }
        } catch (FaultsException e) {
            e.faults().forEach(System.err::println);
            System.exit(Bench.WRONG_INPUT);
        }
    }

    private void tasks(Path data) throws IOException {
        AnalysisJob derived = BenchJob.derived();
        AnalysisJob estimates = BenchJob.table();
        AnalysisJob raking = BenchJob.rake();
        Table table = read(data);
        derive(derived, table);
        lap("derive");
        JobRun run = JobRun.bind(estimates, table, faults).orElseThrow(this::refused);
        int lines = run.result().rows().size();
        lap("table");
        if (lines == 0) {
            throw new IllegalStateException("The job gave no estimate");
        }
        mark = System.nanoTime();
        if (JobRun.bind(raking, table, faults).isEmpty()) {
            throw refused();
        }
        lap("rake");
        out.printf(Locale.ROOT, "memory %d %d%n", rows, peakMemory());
    }

    /** Rakes a bootstrap's replicates and writes the factors of all rows as a stream to a file that is then deleted. */
    private void replicates(Path data, int replicates) throws IOException {
        Table table = read(data);
        SurveyDesign design = SurveyDesign.of(table)
                .weights("weight")
                .strata("stratum")
                .clusters("psu")
                .build();
        List<Margin> margins = new ArrayList<>();
        for (int i = 0; i < BenchData.RAKED; i++) {
            Grouping grouping = Grouping.of(table, List.of(BenchData.grouping(i)));
            Map<List<String>, Double> totals = new LinkedHashMap<>();
            for (int level = 0; level < BenchData.levels(i); level++) {
                totals.put(List.of(String.valueOf(BenchData.level(i, level))), BenchJob.total(i, level));
            }
            margins.add(Margin.of(grouping, totals, design.weights()));
        }
        Raking raking = new Raking(margins, EPSILON, MAX_ITERATIONS, true, Raking.Variance.REGRESSION);
        CarriedReplicates carried = new CarriedReplicates(
                Bootstrap.of(design, replicates, 1, false), CalibratedWeights.of(List.of(raking), design.weights()));
        Path file = Files.createTempFile("kap-bench", ".f32");
        try {
            ReplicateFile.write(file, carried, done -> stage(done + " of " + replicates + " replicates"));
            lap("rake-replicates");
            out.printf(Locale.ROOT, "memory %d %d%n", rows, peakMemory());
            if (Files.size(file) != (long) rows * replicates * Float.BYTES) {
                throw new IllegalStateException("The file of replicates has " + Files.size(file) + " bytes");
            }
        } finally {
            Files.delete(file);
        }
    }

    /** What {@code ./kap weight} does, into a folder that is then deleted. */
    private void weigh(Path data, int replicates) throws IOException {
        Path folder = Files.createTempDirectory("kap-bench");
        Path file = folder.resolve("weighting.json");
        Path weights = folder.resolve("weights");
        try {
            Files.writeString(
                    file, BenchJob.weighting(data.toAbsolutePath().toString().replace('\\', '/'), replicates));
            mark = System.nanoTime();
            WeightRun.Made made = WeightRun.run(file, weights, this::stage);
            rows = made.result().table().rows();
            lap("weight");
            out.printf(Locale.ROOT, "weight-memory %d %d%n", rows, peakMemory());
            if (Files.size(weights.resolve(WeightedData.FACTORS)) != (long) rows * replicates * Float.BYTES) {
                throw new IllegalStateException("The file of replicates is not whole");
            }
        } finally {
            for (Path place : List.of(weights, folder)) {
                if (Files.isDirectory(place)) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
                        for (Path one : files) {
                            Files.delete(one);
                        }
                    }
                    Files.delete(place);
                }
            }
        }
    }

    private synchronized void stage(String stage) {
        out.println(Bench.STAGE + stage);
    }

    private Table read(Path data) throws IOException {
        mark = System.nanoTime();
        List<CsvTable.Source> source = List.of(new CsvTable.Source(data, data.toString()));
        Table table = CsvTable.read(source, CsvOptions.plain(), faults).orElseThrow(this::refused);
        rows = table.rows();
        lap("read");
        return table;
    }

    private void derive(AnalysisJob job, Table data) {
        Table table = data;
        for (AnalysisJob.Variable variable : job.variables()) {
            ColumnExpression value = variable.value()
                    .flatMap(tree -> ColumnExpression.compile(tree, data, faults))
                    .orElseThrow(this::refused);
            table = table.with(value.column(variable.name().value()));
        }
    }

    private FaultsException refused() {
        return new FaultsException(faults.list());
    }

    private void lap(String task) {
        long now = System.nanoTime();
        out.printf(Locale.ROOT, "%s %d %.4f%n", task, rows, (now - mark) / 1e9);
        mark = System.nanoTime();
    }

    /** The most memory that the process held, as Linux counts it; elsewhere the most that its heap held. */
    private static long peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        }
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return peak;
    }
}
