package org.kapsurvey.api.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.io.ResultFolder;
import org.kapsurvey.analysis.io.TableCsv;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.WeightedData;
import org.kapsurvey.analysis.job.WeightingCsv;
import org.kapsurvey.api.round.RepeatTable;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.UnitTable;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Writes a round as the table that a job on it reads, and a job that reads that table. */
public final class RoundExport {
    private final DatabaseRounds rounds;

    public RoundExport(DatabaseRounds rounds) {
        this.rounds = rounds;
    }

    /** How many rows were written; empty where there is no such table. */
    public record Rows(Optional<Integer> persons, Optional<Integer> units) {}

    /**
     * Writes {@code ROUND.csv} and {@code job.json}, of its registered units {@code ROUND-units.csv} and {@code units-job.json}, of each repeat {@code ROUND-FORM-REPEAT.csv}, and the replicates of the version of weights if it has some. The folder holds answers and is closed to other users.
     *
     * @param out a folder that does not exist or is empty
     * @return the rows of the tables of persons and of units
     * @throws FaultsException if there is no such round, it has no interview in the states, or the folder can't be written
     */
    public Rows write(RoundRequest request, Path out) throws IOException {
        Faults faults = new Faults();
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        Faults none = new Faults();
        // A round without units has no table of them, which is no fault here.
        Optional<UnitTable> units = rounds.findUnits(request, none);
        boolean unitsAlone = units.filter(
                        table -> table.round().forms().stream().allMatch(RoundForm::isOfUnits))
                .isPresent();
        Optional<DatabaseRounds.Found> found = unitsAlone ? Optional.empty() : rounds.find(request, faults);
        faults.throwIfAny();
        Round round = found.map(DatabaseRounds.Found::table)
                .map(RoundTable::round)
                .or(() -> units.map(UnitTable::round))
                .orElseThrow();
        folder.write(partial -> {
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            Files.write(partial.resolve(RoundJob.PLAN), rounds.planBytes(round));
            if (found.isPresent()) {
                writePersons(partial, found.get());
            }
            if (units.isPresent()) {
                writeUnits(partial, units.get());
            }
        });
        return new Rows(
                found.map(one -> one.table().table().rows()),
                units.map(table -> table.table().rows()));
    }

    private void writePersons(Path partial, DatabaseRounds.Found found) throws IOException {
        RoundTable table = found.table();
        String file = table.round().id() + ".csv";
        write(partial.resolve(file), out -> TableCsv.write(table.table(), out));
        writeRepeats(partial, table.round(), table.repeats());
        writeForms(partial, table.questionnaires());
        String data = RoundJob.dataOfFile(file, table.table(), table.questionnaires());
        Optional<WeightStore.Replicates> replicates = found.replicates();
        if (replicates.isPresent()) {
            write(
                    partial.resolve(WeightedData.FACTORS),
                    out -> ReplicateFile.write(replicates.get().factors(), out));
            Files.writeString(
                    partial.resolve(WeightedData.SCALES),
                    WeightingCsv.scales(
                            replicates.get().coefficients(), replicates.get().mse()));
            data += ",\n  \"replicates\": "
                    + WeightedData.replicates(replicates.get().degreesOfFreedom());
        }
        Files.writeString(partial.resolve("job.json"), RoundJob.text(table.round(), table.questionnaires(), data));
    }

    private void writeUnits(Path partial, UnitTable units) throws IOException {
        String file = DatabaseRounds.unitsFile(units.round());
        write(partial.resolve(file), out -> TableCsv.write(units.table(), out));
        writeRepeats(partial, units.round(), units.repeats());
        writeForms(partial, units.questionnaires());
        List<String> forms =
                units.questionnaires().stream().map(Questionnaire::form).toList();
        Plan plan = Plan.parse(RoundJob.PLAN, new String(rounds.planBytes(units.round()), StandardCharsets.UTF_8));
        List<String> indicators = plan.indicators().stream()
                .filter(indicator -> indicator.counting() != Indicator.Counting.PERSONS)
                .filter(indicator -> forms.containsAll(indicator.forms()))
                .map(Indicator::id)
                .toList();
        Files.writeString(
                partial.resolve("units-job.json"),
                RoundJob.ofUnits(
                        units.round(), indicators, RoundJob.dataOfFile(file, units.table(), units.questionnaires())));
    }

    private static void writeRepeats(Path partial, Round round, List<RepeatTable> repeats) throws IOException {
        for (RepeatTable repeat : repeats) {
            write(
                    partial.resolve(round.id() + "-" + repeat.form() + "-" + repeat.repeat() + ".csv"),
                    out -> TableCsv.write(repeat.table(), out));
        }
    }

    private void writeForms(Path partial, List<Questionnaire> forms) throws IOException {
        for (Questionnaire form : forms) {
            Files.write(partial.resolve(RoundJob.formFile(form)), rounds.formBytes(form));
        }
    }

    @FunctionalInterface
    private interface Written {
        void to(OutputStream out) throws IOException;
    }

    private static void write(Path file, Written written) throws IOException {
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file))) {
            written.to(bytes);
        }
    }
}
