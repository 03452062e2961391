package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.List;
import org.kapsurvey.analysis.io.VisitFile;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.round.VisitStore;
import org.kapsurvey.questionnaire.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./kap visits import ROUND FILE}. */
@Command(
        name = "import",
        description = "Keeps the visits of a file; lines that are kept already change nothing.",
        mixinStandardHelpOptions = true)
final class VisitsImportCommand extends DatabaseCommand {
    @Parameters(index = "0", paramLabel = "ROUND", description = "Id of the round.")
    private String round;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "A CSV of selection,visit,disposition,surveyor; or a mapping in JSON, docs/formats.md, \"Visits\".")
    private Path file;

    @Override
    int run() {
        Faults faults = new Faults();
        List<VisitFile.Row> rows = VisitFile.read(file, faults);
        if (rows.isEmpty()) {
            faults.throwIfAny();
        }
        try (CommandDatabase opened = open()) {
            int fresh = new VisitStore(opened.database()).keepAll(round, rows, faults);
            say("Round %s: %d visits in the file, %d of them new".formatted(round, rows.size(), fresh));
            return 0;
        }
    }
}
