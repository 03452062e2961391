package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import picocli.CommandLine.Command;
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

    @Override
    public Integer call() {
        PrintWriter error = spec.commandLine().getErr();
        try (StageProgress progress = new StageProgress(error)) {
            JobResult result = AnalyseRun.run(job, out, progress);
            spec.commandLine()
                    .getOut()
                    .printf("%d lines of estimates in %s%n", result.rows().size(), out);
            spec.commandLine().getOut().flush();
            for (JobResult.Warning warning : result.warnings()) {
                error.printf("Note (%d): %s%n", warning.count(), warning.message());
            }
            error.flush();
            return DONE;
        } catch (FaultsException e) {
            for (Fault fault : e.faults()) {
                error.println(fault);
            }
            error.flush();
            return WRONG_INPUT;
        } catch (IOException e) {
            error.println("The results could not be written: " + e.getMessage());
            error.flush();
            return OUR_FAULT;
        }
    }
}
