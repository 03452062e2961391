package org.kapsurvey.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.job.DatabaseRounds;
import org.kapsurvey.api.job.RoundExport;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap export ROUND}. */
@Command(
        name = "export",
        description = "Writes a stored survey round as a table, and an analysis job that reads it.",
        mixinStandardHelpOptions = true)
final class ExportCommand extends DatabaseCommand {
    @Parameters(paramLabel = "ROUND", description = "Id of the round.")
    private String round;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A folder that is new or empty. Default: the round's id, in the folder where you are.")
    private @Nullable Path out;

    @Option(
            names = "--states",
            split = ",",
            paramLabel = "STATE",
            description = "States of the interviews, parted by commas, such as submitted,approved. Default: approved.")
    private List<String> states = List.of();

    @Option(
            names = "--weights",
            paramLabel = "VERSION",
            description =
                    "A version of the round's weights, as ./kap weight keeps them. Default: design weights adjusted for"
                            + " non-response in the strata.")
    private @Nullable Integer weights;

    @Override
    int run() throws IOException {
        RoundRequest request = new RoundRequest(
                new JsonText(round, true, Place.ofFile("ROUND")),
                states.stream()
                        .map(state -> new JsonText(state, true, Place.ofFile("--states")))
                        .toList(),
                weights == null ? OptionalInt.empty() : OptionalInt.of(weights),
                true,
                OptionalInt.empty(),
                false,
                Place.ofFile("ROUND"));
        Path folder = out == null ? Path.of(round) : out;
        try (CommandDatabase opened = open()) {
            RoundExport.Rows rows = new RoundExport(new DatabaseRounds(opened.database())).write(request, folder);
            List<String> jobs = new ArrayList<>();
            rows.persons().ifPresent(persons -> {
                say("%d rows of persons in %s".formatted(persons, folder.resolve(round + ".csv")));
                jobs.add("job.json");
            });
            rows.units().ifPresent(units -> {
                say("%d rows of registered units in %s".formatted(units, folder.resolve(round + "-units.csv")));
                jobs.add("units-job.json");
            });
            for (String job : jobs) {
                say("./kap analyse %s --out DIR reads them.".formatted(folder.resolve(job)));
            }
            return 0;
        }
    }
}
