package org.kapsurvey.analysis.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** What {@code ./kap analyse JOB.json --out DIR --engine spark[=MASTER]} runs, and {@code spark-submit} may run by itself. */
public final class AnalyseOnSpark {
    private static final int DONE = 0;
    private static final int OUR_FAULT = 1;
    private static final int WRONG_INPUT = 2;
    private static final String USAGE = "Usage: kap analyse JOB.json --out DIR --engine spark[=MASTER]";

    private AnalyseOnSpark() {}

    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    /** Words of the command line, once they are understood. */
    private record Command(Path job, Path out, Optional<String> master) {}

    static int run(List<String> arguments, PrintStream out, PrintStream error) {
        Optional<Command> command = command(arguments);
        if (command.isEmpty()) {
            error.println(USAGE);
            return WRONG_INPUT;
        }
        try (SparkSession spark = Sessions.open(command.get().master())) {
            JobResult result = SparkRun.run(
                    spark, command.get().job(), command.get().out(), stage -> error.println("Spark: " + stage + " …"));
            out.printf(
                    "%d lines of estimates in %s%n",
                    result.rows().size(), command.get().out());
            result.warnings()
                    .forEach(warning ->
                            error.printf("Note %s (%d): %s%n", warning.code(), warning.count(), warning.message()));
            return DONE;
        } catch (FaultsException e) {
            for (Fault fault : e.faults()) {
                error.println(fault);
            }
            return WRONG_INPUT;
        } catch (IOException e) {
            error.println("The results could not be written: " + e.getMessage());
            return OUR_FAULT;
        } catch (Exception e) {
            // Spark throws checked exceptions that its methods do not declare, and whatever it stumbles on when a
            // cluster gives up on the job.
            if (e instanceof SparkException || e instanceof IllegalStateException || isThrownInSpark(e)) {
                // Not its message: a cell may stand in it.
                error.println("Spark could not end the job (" + e.getClass().getSimpleName()
                        + "). Its own logs, and those of the machines of a cluster, say more.");
                return OUR_FAULT;
            }
            throw e;
        }
    }

    private static boolean isThrownInSpark(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.spark.");
    }

    private static Optional<Command> command(List<String> arguments) {
        List<String> words = new ArrayList<>();
        @Nullable String out = null;
        @Nullable String engine = null;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--out") && i + 1 < arguments.size()) {
                out = arguments.get(++i);
            } else if (word.startsWith("--out=")) {
                out = word.substring("--out=".length());
            } else if (word.equals("--engine") && i + 1 < arguments.size()) {
                engine = arguments.get(++i);
            } else if (word.startsWith("--engine=")) {
                engine = word.substring("--engine=".length());
            } else {
                words.add(word);
            }
        }
        boolean spark = engine == null || engine.equals("spark") || engine.startsWith("spark=");
        if (words.size() != 1 || words.get(0).startsWith("-") || out == null || !spark) {
            return Optional.empty();
        }
        Optional<String> master = Optional.ofNullable(engine)
                .filter(name -> name.startsWith("spark="))
                .map(name -> name.substring("spark=".length()));
        return Optional.of(new Command(Path.of(words.get(0)), Path.of(out), master));
    }
}
