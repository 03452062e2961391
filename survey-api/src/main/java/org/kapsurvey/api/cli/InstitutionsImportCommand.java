package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.institution.InstitutionImport;
import org.kapsurvey.api.institution.InstitutionStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap institutions import JOB.json}. */
@Command(
        name = "import",
        description = "Keeps register and returns in the database as the survey's next version, with what they tell;"
                + " the same files again change nothing.",
        mixinStandardHelpOptions = true)
final class InstitutionsImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "JOB.json", description = "The job; docs/formats.md, Institutions, says what it holds.")
    private Path job = Path.of("job.json");

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            InstitutionImport read = InstitutionImport.of(job);
            try (CommandDatabase opened = database.open()) {
                InstitutionStore.Imported imported = new InstitutionStore(opened.database()).add(read);
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s version %d, register of %s, hash %s%s%n",
                                imported.survey().survey(),
                                imported.survey().version(),
                                imported.survey().date(),
                                imported.survey().hash(),
                                imported.fresh() ? "" : " (was there already)");
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
