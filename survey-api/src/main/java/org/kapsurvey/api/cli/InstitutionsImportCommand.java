package org.kapsurvey.api.cli;

import java.nio.file.Path;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.institution.InstitutionImport;
import org.kapsurvey.api.institution.InstitutionStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kap institutions import JOB.json}. */
@Command(
        name = "import",
        description = "Keeps register and returns in the database as the survey's next version, with what they tell;"
                + " the same files again change nothing.",
        mixinStandardHelpOptions = true)
final class InstitutionsImportCommand extends DatabaseCommand {
    @Parameters(paramLabel = "JOB.json", description = "The job; docs/formats.md, Institutions, says what it holds.")
    private Path job = Path.of("job.json");

    @Override
    int run() throws Exception {
        InstitutionImport read = InstitutionImport.of(job);
        try (CommandDatabase opened = open()) {
            InstitutionStore.Imported imported = new InstitutionStore(opened.database()).add(read);
            say("%s version %d, register of %s, hash %s%s"
                    .formatted(
                            imported.survey().survey(),
                            imported.survey().version(),
                            imported.survey().date(),
                            imported.survey().hash(),
                            imported.fresh() ? "" : " (was there already)"));
        }
        return 0;
    }
}
