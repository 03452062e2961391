package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kapsurvey.analysis.institution.InstitutionResult;
import org.kapsurvey.analysis.io.InstitutionRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap institutions JOB.json --out DIR}. */
@Command(
        name = "institutions",
        description = "Tells what registered institutions answer, with the range that missing returns leave.",
        mixinStandardHelpOptions = true)
final class InstitutionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JOB.json", description = "The job; docs/formats.md, Institutions, says what it holds.")
    private Path job;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::tell);
    }

    private int tell() throws IOException {
        InstitutionResult result = InstitutionRun.run(job, out);
        PrintWriter printed = spec.commandLine().getOut();
        printed.printf(
                "%d units registered on %s, %d asked, %d returned; %s/institutions.html tells what they say.%n",
                result.units().size(), result.job().date(), result.selected().size(), result.returned(), out);
        printed.flush();
        return 0;
    }
}
