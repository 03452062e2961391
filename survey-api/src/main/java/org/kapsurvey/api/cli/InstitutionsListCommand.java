package org.kapsurvey.api.cli;

import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.institution.StoredInstitutions;
import picocli.CommandLine.Command;

/** {@code kap institutions list}. */
@Command(
        name = "list",
        description = "Lists the stored surveys of institutions, the newest first.",
        mixinStandardHelpOptions = true)
final class InstitutionsListCommand extends DatabaseCommand {
    @Override
    int run() throws Exception {
        try (CommandDatabase opened = open()) {
            for (StoredInstitutions survey : new InstitutionStore(opened.database()).list()) {
                say("%s version %d \"%s\", register of %s, imported %s, hash %s"
                        .formatted(
                                survey.survey(),
                                survey.version(),
                                survey.title().vi(),
                                survey.date(),
                                survey.importedAt(),
                                survey.hash()));
            }
        }
        return 0;
    }
}
