package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.job.DatabaseRounds;
import org.kapsurvey.questionnaire.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap analyse JOB.json --out DIR}. */
@Command(
        name = "analyse",
        description = "Runs an analysis job and writes its tables into a new or empty folder.",
        mixinStandardHelpOptions = true)
final class AnalyseCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int OUR_FAULT = 1;
    private static final int WRONG_INPUT = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JOB.json", description = "The job; docs/formats.md says what it can hold.")
    private Path job;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path out;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "memory",
            description =
                    "memory, or spark[=MASTER] for data too large for one machine (docs/scale.md): ${DEFAULT-VALUE}.")
    private String engine;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::analyse);
    }

    /** The database is opened only for a job on a round. */
    private Optional<StoredRound> stored(RoundRequest request, Faults faults) {
        try (CommandDatabase opened = database.open()) {
            return new DatabaseRounds(opened.database()).read(request, faults);
        }
    }

    private int analyse() {
        PrintWriter error = spec.commandLine().getErr();
        if (!engine.equals("memory")) {
            // The launcher takes the engine spark to a program of its own, with Spark on its class path.
            error.println(
                    "There is no engine \"" + engine + "\". Run ./kap analyse with memory, spark or spark=MASTER.");
            error.flush();
            return WRONG_INPUT;
        }
        try (StageProgress progress = new StageProgress(error)) {
            JobResult result = AnalyseRun.run(job, out, this::stored, progress);
            spec.commandLine()
                    .getOut()
                    .printf("%d lines of estimates in %s%n", result.rows().size(), out);
            spec.commandLine().getOut().flush();
            for (JobResult.Warning warning : result.warnings()) {
                error.printf("Note %s (%d): %s%n", warning.code(), warning.count(), warning.message());
            }
            error.flush();
            return DONE;
        } catch (IOException e) {
            error.println("The results could not be written: " + e.getMessage());
            error.flush();
            return OUR_FAULT;
        }
    }
}
