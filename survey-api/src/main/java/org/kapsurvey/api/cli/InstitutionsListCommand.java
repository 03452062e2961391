package org.kapsurvey.api.cli;

import java.util.concurrent.Callable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.institution.StoredInstitutions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kap institutions list}. */
@Command(
        name = "list",
        description = "Lists the stored surveys of institutions, the newest first.",
        mixinStandardHelpOptions = true)
final class InstitutionsListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            try (CommandDatabase opened = database.open()) {
                for (StoredInstitutions survey : new InstitutionStore(opened.database()).list()) {
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "%s version %d \"%s\", register of %s, imported %s, hash %s%n",
                                    survey.survey(),
                                    survey.version(),
                                    survey.title().vi(),
                                    survey.date(),
                                    survey.importedAt(),
                                    survey.hash());
                }
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
