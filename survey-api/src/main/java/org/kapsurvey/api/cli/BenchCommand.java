package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.bench.Bench;
import org.kapsurvey.analysis.bench.Chain;
import org.kapsurvey.analysis.bench.Coverage;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.EngineBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kap bench}: a JSON line for each task, population of {@code --coverage} or figure of {@code --chain}. */
@Command(
        name = "bench",
        description =
                "Measures reading, deriving, estimating and weighting on a survey of a million rows, in cold processes.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int OUR_FAULT = 1;
    private static final int WRONG_INPUT = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows to make: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the data: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "Processes to run: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--data", paramLabel = "FILE", description = "Measure on this CSV, which --write made.")
    private @Nullable Path data;

    @Option(names = "--write", paramLabel = "FILE", description = "Keep the CSV that is made.")
    private @Nullable Path write;

    @Option(
            names = "--against-r",
            paramLabel = "FILE",
            description =
                    "Like --data (or --write, where FILE is not there yet), and R's survey package on the same file.")
    private @Nullable Path againstR;

    @Option(
            names = "--scale",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "10000000",
            description = "Instead, a table of the cost from 10000 rows to N: ${FALLBACK-VALUE}.")
    private @Nullable Integer scale;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "200",
            description =
                    "Instead, rows raked to four margins with N replicates (${FALLBACK-VALUE}) written as a stream, and the"
                            + " whole chain of ./kap weight with as many.")
    private @Nullable Integer replicates;

    @Option(
            names = "--coverage",
            description = "Instead, how often 95 %% intervals hold the true rate of made-up populations.")
    private boolean coverage;

    @Option(
            names = "--chain",
            description =
                    "Instead, samples drawn, weighted and estimated from a made-up population: bias, errors, coverage.")
    private boolean chain;

    @Option(
            names = "--engine",
            description =
                    "Instead, how many interviews of 120 questions the engine validates in a second of processor time.")
    private boolean engine;

    @Option(
            names = "--browser",
            description =
                    "Instead, what the web forms make a person wait for after each answer, in Chromium six times slower;"
                            + " --form FORM, --runs N (interviews with each form) and --throttle N say otherwise.")
    private boolean browser;

    @Option(
            names = "--load",
            description =
                    "Instead, how many interviews of 60 questions a service on this machine takes in a second, alone and in"
                            + " batches of 200.")
    private boolean load;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "300",
            description = "Interviews of --load that are sent alone in a second: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "Seconds of --load; of batches a fifth of it: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples from each population of --coverage (2000), or of --chain (4000).")
    private Integer samples;

    @Option(names = "--markdown", description = "Write --coverage and --chain as tables.")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter error = spec.commandLine().getErr();
        try (StageProgress progress = new StageProgress(error)) {
            if (runs < 1 || (samples != null && samples < 1)) {
                error.println((runs < 1 ? "--runs" : "--samples") + " must be 1 or more.");
                return WRONG_INPUT;
            }
            if (scale != null && scale < Bench.SMALLEST) {
                error.println("--scale must be " + Bench.SMALLEST + " or more.");
                return WRONG_INPUT;
            }
            if (replicates != null && replicates < 2) {
                error.println("--replicates must be 2 or more.");
                return WRONG_INPUT;
            }
            if (browser) {
                // The launcher takes it to the test classes, which have a driver of browsers; the program has none.
                error.println("--browser goes by the launcher of a checked-out project: run ./kap bench --browser.");
                return WRONG_INPUT;
            }
            if (load) {
                if (rate < 1 || seconds < 1 || (long) rate * seconds > 10_000_000) {
                    error.println("--rate and --seconds must be 1 or more, and their product 10000000 or less.");
                    return WRONG_INPUT;
                }
                new LoadLines(spec.commandLine().getOut(), progress).print(rate, seconds);
                return DONE;
            }
            if (engine) {
                printEngine();
                return DONE;
            }
            if (coverage) {
                new CoverageLines(spec.commandLine().getOut(), markdown)
                        .run(new Coverage(samples == null ? 2000 : samples, seed, progress));
                return DONE;
            }
            if (chain) {
                if (samples != null && samples < 2) {
                    error.println("--samples must be 2 or more: their spread is measured.");
                    return WRONG_INPUT;
                }
                // 2,000 tell a spread to 1.6 %, too little for a ratio that must not fall below 0.97.
                new ChainLines(spec.commandLine().getOut(), markdown)
                        .print(new Chain(samples == null ? 4000 : samples, seed, progress).run());
                return DONE;
            }
            Bench bench = new Bench(runs, progress);
            if (replicates != null) {
                print(
                        data == null
                                ? bench.runMadeReplicates(rows, seed, replicates)
                                : bench.runReplicates(data, replicates));
                return DONE;
            }
            if (againstR != null) {
                if (!Files.exists(againstR)) {
                    bench.make(againstR, rows, seed);
                }
                print(bench, againstR);
            } else if (data != null) {
                print(bench, data);
            } else if (write != null) {
                bench.make(write, rows, seed);
                print(bench, write);
            } else if (scale != null) {
                printScale(bench, scale);
            } else {
                print(bench.runMade(rows, seed));
            }
            return DONE;
        } catch (FaultsException e) {
            e.faults().forEach(error::println);
            return WRONG_INPUT;
        } catch (IOException | IllegalStateException e) {
            error.println("The benchmark could not run: " + e.getMessage());
            return OUR_FAULT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OUR_FAULT;
        } finally {
            error.flush();
        }
    }

    private void print(Bench bench, Path file) throws IOException {
        List<Bench.Figure> figures = bench.run(file);
        print(figures);
        if (againstR == null) {
            return;
        }
        Optional<Bench.InR> inR = bench.inR(file);
        if (inR.isEmpty()) {
            spec.commandLine().getErr().println("Rscript with the package survey is not installed here.");
            return;
        }
        for (Bench.Figure other : inR.get().figures()) {
            double ours = figures.stream()
                    .filter(figure -> figure.task().equals(other.task()))
                    .mapToDouble(Bench.Figure::median)
                    .findFirst()
                    .orElseThrow();
            print(line(other)
                    .name("rSeconds")
                    .value(other.median())
                    .name("ratio")
                    .value(Math.round(10 * other.median() / ours) / 10.0)
                    .name("r")
                    .value(inR.get().r())
                    .name("survey")
                    .value(inR.get().survey())
                    .endObject());
        }
    }

    private void print(List<Bench.Figure> figures) {
        for (Bench.Figure figure : figures) {
            String unit = figure.task().endsWith("memory") ? "bytes" : "seconds";
            print(line(figure).name(unit).value(figure.median()).endObject());
        }
    }

    /** A row of a Markdown table for each size: seconds of each task, and the peak of memory. */
    private void printScale(Bench bench, int largest) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean first = true;
        for (int size : Bench.sizes(largest)) {
            List<Bench.Figure> figures = bench.runMade(size, seed);
            if (first) {
                List<String> tasks = figures.stream().map(Bench.Figure::task).toList();
                out.println("| rows | " + String.join(" | ", tasks) + " |");
                out.println("|---:".repeat(tasks.size() + 1) + "|");
                first = false;
            }
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %,d |", size));
            for (Bench.Figure figure : figures) {
                line.append(
                        figure.task().equals("memory")
                                ? String.format(Locale.ROOT, " %,.0f MB |", figure.median() / 1e6)
                                : String.format(Locale.ROOT, " %.3f s |", figure.median()));
            }
            out.println(line);
            out.flush();
        }
    }

    private void printEngine() {
        double[] seconds = EngineBench.validate(runs).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        print(new JsonWriter()
                .beginObject()
                .name("task")
                .value("validate")
                .name("questions")
                .value(EngineBench.QUESTIONS)
                .name("interviews")
                .value(EngineBench.INTERVIEWS)
                .name("seconds")
                .value(seconds[seconds.length / 2])
                .name("perSecond")
                .value((int) Math.round(EngineBench.INTERVIEWS / seconds[seconds.length / 2]))
                .endObject());
    }

    private static JsonWriter line(Bench.Figure figure) {
        return new JsonWriter()
                .beginObject()
                .name("task")
                .value(figure.task())
                .name("rows")
                .value((double) figure.rows());
    }

    private void print(JsonWriter line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
