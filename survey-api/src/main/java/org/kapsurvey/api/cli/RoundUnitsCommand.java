package org.kapsurvey.api.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.round.RoundRegister;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap round units ROUND SURVEY}. */
@Command(
        name = "units",
        description =
                "Takes the registered units that a stored survey of institutions asks into a round, whose forms they"
                        + " then return; the same again changes nothing.",
        mixinStandardHelpOptions = true)
final class RoundUnitsCommand extends DatabaseCommand {
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
    int run() throws Exception {
        Faults faults = new Faults();
        try (CommandDatabase opened = open()) {
            InstitutionStore.Kept kept = new InstitutionStore(opened.database())
                    .kept(survey, version == null ? OptionalInt.empty() : OptionalInt.of(version));
            int units = new RoundRegister(opened.database())
                    .take(round, kept.survey(), kept.result(), Place.ofFile("SURVEY"), faults);
            faults.throwIfAny();
            say("Round %s asks %d units of %s, version %d"
                    .formatted(round, units, survey, kept.survey().version()));
        }
        return 0;
    }
}
