package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.kapsurvey.analysis.io.ReturnFile;
import org.kapsurvey.analysis.io.VisitFile;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.interview.ReturnImport;
import org.kapsurvey.api.web.Pages;
import org.kapsurvey.questionnaire.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap round returns ROUND FORM FILE}. */
@Command(
        name = "returns",
        description =
                "Keeps the returns of a round's registered units that stand in a file; lines that are kept already change"
                        + " nothing.",
        mixinStandardHelpOptions = true)
final class RoundReturnsCommand extends DatabaseCommand {
    @Parameters(index = "0", paramLabel = "ROUND", description = "Id of the round.")
    private String round = "";

    @Parameters(index = "1", paramLabel = "FORM", description = "The form that the units return.")
    private String form = "";

    @Parameters(
            index = "2",
            paramLabel = "FILE",
            description = "A CSV of code and a column for each question; docs/formats.md, \"Returns of units\".")
    private Path file = Path.of("");

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Day of the returns, as 2027-03-31.")
    private LocalDate day = LocalDate.EPOCH;

    @Override
    int run() {
        Faults faults = new Faults();
        Optional<ReturnFile> read = ReturnFile.read(file, faults);
        if (read.isEmpty()) {
            Faults told = new Faults();
            VisitFile.add(faults, told);
            told.throwIfAny();
        }
        try (CommandDatabase opened = open()) {
            ReturnImport.Imported kept = new ReturnImport(opened.database(), new Pages().hash("engine.js"))
                    .keep(round, form, day, read.orElseThrow(), faults);
            say("Round %s: %d returns of %s in the file, %d of them new, %d not answered throughout"
                    .formatted(round, kept.returns(), form, kept.fresh(), kept.partial()));
            return 0;
        }
    }
}
