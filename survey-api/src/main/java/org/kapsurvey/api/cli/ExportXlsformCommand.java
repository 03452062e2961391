package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.xlsform.XlsFormExport;
import org.kapsurvey.questionnaire.definition.Composition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap export-xlsform FORM.json}. */
@Command(
        name = "export-xlsform",
        description =
                "Writes a form, the rows of its blocks in their places, as an XLSForm workbook that reads as the same form.",
        mixinStandardHelpOptions = true)
final class ExportXlsformCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Form (JSON).")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file. Default: the form's id and version with .xlsx, in the folder where you are.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            ProjectFiles project = new ProjectFiles(ProjectFiles.home()).beside(file);
            InputFile input = new InputFile(file, project.blocks());
            Composition form = input.form();
            String name =
                    form.questionnaire().form() + "-" + form.questionnaire().version();
            OutputFile workbook = OutputFile.of(out, Path.of(name + ".json"), ".xlsx");
            workbook.write(XlsFormExport.workbook(input.name(), form));
            // Only the workbook's name on standard output, for scripts.
            project.foreign().stream()
                    .filter(folder -> folder.endsWith("blocks"))
                    .forEach(folder -> spec.commandLine().getErr().println("Blocks read from " + folder));
            spec.commandLine().getErr().flush();
            spec.commandLine().getOut().println(workbook.path());
            spec.commandLine().getOut().flush();
            return 0;
        });
    }
}
