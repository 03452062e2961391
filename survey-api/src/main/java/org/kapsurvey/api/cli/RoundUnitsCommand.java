package org.kapsurvey.api.cli;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.round.RoundRegister;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap round units ROUND SURVEY}. */
@Command(
        name = "units",
        description =
                "Takes the registered units that a stored survey of institutions asks into a round, whose forms they"
                        + " then return; the same again changes nothing.",
        mixinStandardHelpOptions = true)
final class RoundUnitsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Parameters(index = "0", paramLabel = "ROUND", description = "Id of the round.")
    private String round = "";

    @Parameters(
            index = "1",
            paramLabel = "SURVEY",
            description = "Name of the survey of institutions, as ./kap institutions list has it.")
    private String survey = "";

    @Option(names = "--register-version", paramLabel = "VERSION", description = "Its version. Default: the newest.")
    private @Nullable Integer version;

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            Faults faults = new Faults();
            try (CommandDatabase opened = database.open()) {
                InstitutionStore.Kept kept = new InstitutionStore(opened.database())
                        .kept(survey, version == null ? OptionalInt.empty() : OptionalInt.of(version));
                int units = new RoundRegister(opened.database())
                        .take(round, kept.survey(), kept.result(), Place.ofFile("SURVEY"), faults);
                faults.throwIfAny();
                spec.commandLine()
                        .getOut()
                        .printf(
                                "Round %s asks %d units of %s, version %d%n",
                                round, units, survey, kept.survey().version());
                spec.commandLine().getOut().flush();
            }
            return 0;
        });
    }
}
