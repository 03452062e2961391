package org.kapsurvey.analysis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/** Runs the tasks several times, each time in a process of its own, and takes medians. */
public final class Bench {
    static final int WRONG_INPUT = 2;

    /** Begins a line of the process that tells how far it is. */
    static final String STAGE = "stage ";

    /** What a process is to do: the single tasks, or the chain of a weighting file. */
    static final String TASKS = "tasks";

    static final String CHAIN = "chain";

    /** The chain holds every row's weight after every step. */
    private static final long CHAIN_TIMES = 2;

    /** The heap that a run may fill: so much, and more for more rows than a million. */
    private static final long HEAP = 640L << 20;

    private static final long HEAP_PER_ROW = HEAP / 1_000_000;

    /** The fewest rows of a table of costs. */
    public static final int SMALLEST = 10_000;

    private final int runs;
    private final Consumer<String> progress;

    /**
     * A benchmark.
     *
     * @param runs how many processes, 1 or more
     * @param progress told what is being done, a few words at a time
     */
    public Bench(int runs, Consumer<String> progress) {
        this.runs = runs;
        this.progress = progress;
    }

    /** What R took, and the versions of R and of its package survey that took it. */
    public record InR(String r, String survey, List<Figure> figures) {}

    /** What one task took; of the task {@code memory} it is bytes, of all others seconds. */
    public record Figure(String task, long rows, double median) {}

    /**
     * Makes the data of a benchmark.
     *
     * @param rows 4,000 or more
     * @throws FaultsException if the rows are too few
     */
    public void make(Path file, int rows, long seed) throws IOException {
        if (rows < BenchData.FEWEST_ROWS) {
            throw refused(file, rows + " rows are too few for 2,000 PSUs.", "Ask for 4000 or more.");
        }
        progress.accept("writing " + rows + " rows");
        BenchData.write(file, rows, seed);
    }

    /**
     * The medians of every task on data made for it.
     *
     * @param rows 4,000 or more
     * @throws FaultsException if the rows are too few
     */
    public List<Figure> runMade(int rows, long seed) throws IOException {
        return runMade(rows, seed, 0);
    }

    /**
     * The same of raking with replicates.
     *
     * @param replicates 2 or more
     */
    public List<Figure> runMadeReplicates(int rows, long seed, int replicates) throws IOException {
        return runMade(rows, seed, replicates);
    }

    private List<Figure> runMade(int rows, long seed, int replicates) throws IOException {
        Path made = Files.createTempFile("kap-bench", ".csv");
        try {
            make(made, rows, seed);
            return replicates > 0 ? runReplicates(made, replicates) : run(made);
        } finally {
            Files.delete(made);
        }
    }

    /** The sizes of a table of costs: 10,000 rows, ten times as many, …, none above the largest. */
    public static List<Integer> sizes(int largest) {
        List<Integer> sizes = new ArrayList<>();
        for (long size = SMALLEST; size <= largest; size *= 10) {
            sizes.add((int) size);
        }
        return sizes;
    }

    /**
     * The medians of every task on the file, in the order in which they ran.
     *
     * @throws FaultsException if the file is not there or lacks a column
     */
    public List<Figure> run(Path file) throws IOException {
        return run(file, 0, TASKS);
    }

    /**
     * The medians of raking the file's rows with replicates, streamed to a file of their own, and of what goes before it; then, in
     * processes of its own, of the whole chain of a weighting file with as many replicates.
     *
     * @param replicates 2 or more
     * @throws FaultsException if the file is not there or lacks a column
     */
    public List<Figure> runReplicates(Path file, int replicates) throws IOException {
        List<Figure> figures = new ArrayList<>(run(file, replicates, TASKS));
        figures.addAll(run(file, replicates, CHAIN));
        return figures;
    }

    private List<Figure> run(Path file, int replicates, String what) throws IOException {
        long rows = rows(file);
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.add("-Xmx" + Math.max(HEAP, HEAP_PER_ROW * rows) * (what.equals(CHAIN) ? CHAIN_TIMES : 1));
        java.addAll(launched(replicates > 0));
        java.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BenchProcess.class.getName(),
                file.toString(),
                String.valueOf(replicates),
                what));
        Map<String, List<Double>> seen = new LinkedHashMap<>();
        for (int run = 1; run <= runs; run++) {
            progress.accept("run " + run + " of " + runs);
            String of = "run " + run + " of " + runs;
            for (String line : lines(file, java, stage -> progress.accept(of + ": " + stage))) {
                String[] parts = line.split(" ", 3);
                seen.computeIfAbsent(parts[0], task -> new ArrayList<>()).add(Double.parseDouble(parts[2]));
            }
        }
        return seen.entrySet().stream()
                .map(task -> new Figure(task.getKey(), rows, round(median(task.getValue()))))
                .toList();
    }

    /** What the launcher tells the virtual machine of every command: the archive of classes, when to compile, the collector of an analysis. */
    private static List<String> launched(boolean weighting) {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:") || option.startsWith("-Xlog:cds"))
                // Those of an analysis: the launcher starts weighting without them.
                .filter(option -> !weighting
                        || !(option.equals("-XX:+UseParallelGC") || option.startsWith("-XX:Tier4BackEdgeThreshold")))
                .toList();
    }

    /**
     * What R takes for the same tasks on the file, but for the table the standard errors alone; nothing if Rscript or its
     * survey package is not installed.
     */
    public Optional<InR> inR(Path file) throws IOException {
        Path script = Files.createTempFile("kap-bench", ".R");
        try (InputStream resource = Bench.class.getResourceAsStream("tasks.R")) {
            Files.write(script, Objects.requireNonNull(resource, "tasks.R").readAllBytes());
            if (!answers("Rscript", "-e", "quit(status = !requireNamespace('survey', quietly = TRUE))")) {
                return Optional.empty();
            }
            progress.accept("running R");
            String[] versions = {"", ""};
            List<Figure> figures = new ArrayList<>();
            for (String line :
                    lines(file, List.of("Rscript", "--vanilla", script.toString(), file.toString()), stage -> {})) {
                String[] parts = line.split(" ", 3);
                if (parts[0].equals("versions")) {
                    versions = new String[] {parts[1], parts[2].strip()};
                } else {
                    figures.add(new Figure(parts[0], Long.parseLong(parts[1]), Double.parseDouble(parts[2])));
                }
            }
            return Optional.of(new InR(versions[0], versions[1], figures));
        } finally {
            Files.delete(script);
        }
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double round(double seconds) {
        return Math.round(seconds * 1e4) / 1e4;
    }

    private static long rows(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused(file, "The file is not there.", "Write one with --write.");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() - 1;
        }
    }

    private static boolean answers(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ended(process) == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /** The lines that the command writes, those apart that tell how far it is. */
    private static List<String> lines(Path file, List<String> command, Consumer<String> stage) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines()
                    .filter(line -> {
                        boolean figure = !line.startsWith(STAGE);
                        if (!figure) {
                            stage.accept(line.substring(STAGE.length()));
                        }
                        return figure;
                    })
                    .toList();
        }
        int exit = ended(process);
        if (exit == WRONG_INPUT) {
            throw refused(file, "The tasks can't run on this file.", "Give a file that --write made.");
        }
        if (exit != 0) {
            throw new IOException(command.get(0) + " ended with " + exit);
        }
        return lines;
    }

    private static int ended(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static FaultsException refused(Path file, String message, String remedy) {
        return new FaultsException(List.of(new Fault(Place.ofFile(file.toString()), message, remedy)));
    }
}
