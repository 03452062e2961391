package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.institution.InstitutionResult;
import org.kapsurvey.analysis.io.InstitutionRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap institutions JOB.json --out DIR}, and the commands on stored surveys. */
@Command(
        name = "institutions",
        description = "Tells what registered institutions answer, with the range that missing returns leave.",
        mixinStandardHelpOptions = true,
        subcommands = {InstitutionsImportCommand.class, InstitutionsListCommand.class})
final class InstitutionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    // Both are needed, but not where a command below stands in their place.
    @Parameters(
            arity = "0..1",
            paramLabel = "JOB.json",
            description = "The job; docs/formats.md, Institutions, says what it holds.")
    private @Nullable Path job;

    @Option(names = "--out", paramLabel = "DIR", description = "A folder that is new or empty.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (job == null || out == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    job == null ? "Missing the job: JOB.json." : "Missing required option: '--out=DIR'");
        }
        Path from = job;
        Path to = out;
        return ServeOptions.told(spec.commandLine().getErr(), () -> tell(from, to));
    }

    private int tell(Path from, Path to) throws IOException {
        InstitutionResult result = InstitutionRun.run(from, to);
        PrintWriter printed = spec.commandLine().getOut();
        printed.printf(
                "%d units registered on %s, %d asked, %d returned; %s/institutions.html tells what they say.%n",
                result.units().size(), result.job().date(), result.selected().size(), result.returned(), to);
        printed.flush();
        return 0;
    }
}
