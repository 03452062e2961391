package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kapsurvey.questionnaire.fault.FaultsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap check FILE…}: every fault of every file on standard error, each with its place and remedy. */
@Command(
        name = "check",
        description =
                "Checks forms with their blocks, and plans against the project's forms, and lists every fault with its place and remedy.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Form, block or plan (JSON).")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        ProjectFiles project = new ProjectFiles(ProjectFiles.home());
        int faults = 0;
        for (Path file : files) {
            try {
                new InputFile(file, project.blocks()).check(project::forms);
                out.println(file + ": no faults");
            } catch (FaultsException e) {
                e.faults().forEach(error::println);
                faults += e.faults().size();
            }
        }
        if (faults > 0) {
            error.println(faults == 1 ? "1 fault." : faults + " faults.");
        }
        out.flush();
        error.flush();
        return faults == 0 ? 0 : 2;
    }
}
