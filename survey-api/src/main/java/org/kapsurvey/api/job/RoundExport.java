package org.kapsurvey.api.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.io.ResultFolder;
import org.kapsurvey.analysis.io.TableCsv;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.WeightedData;
import org.kapsurvey.analysis.job.WeightingCsv;
import org.kapsurvey.api.round.RoundTable;
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

    /**
     * Writes {@code ROUND.csv} and {@code job.json}, and the replicates of the version of weights if it has some. The folder holds answers and is closed to other users.
     *
     * @param out a folder that does not exist or is empty
     * @return the number of rows
     * @throws FaultsException if there is no such round, it has no interview in the states, or the folder can't be written
     */
    public int write(RoundRequest request, Path out) throws IOException {
        Faults faults = new Faults();
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        Optional<DatabaseRounds.Found> found = rounds.find(request, faults);
        faults.throwIfAny();
        RoundTable table = found.orElseThrow().table();
        Optional<WeightStore.Replicates> replicates = found.get().replicates();
        String file = table.round().id() + ".csv";
        folder.write(partial -> {
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(partial.resolve(file)))) {
                TableCsv.write(table.table(), bytes);
            }
            String data = RoundJob.dataOfFile(file, table.table(), table.questionnaires());
            Files.write(partial.resolve(RoundJob.PLAN), rounds.planBytes(table.round()));
            for (Questionnaire form : table.questionnaires()) {
                Files.write(partial.resolve(RoundJob.formFile(form)), rounds.formBytes(form));
            }
            if (replicates.isPresent()) {
                try (OutputStream bytes =
                        new BufferedOutputStream(Files.newOutputStream(partial.resolve(WeightedData.FACTORS)))) {
                    ReplicateFile.write(replicates.get().factors(), bytes);
                }
                Files.writeString(
                        partial.resolve(WeightedData.SCALES),
                        WeightingCsv.scales(
                                replicates.get().coefficients(),
                                replicates.get().mse()));
                data += ",\n  \"replicates\": " + WeightedData.replicates(OptionalInt.empty());
            }
            Files.writeString(partial.resolve("job.json"), RoundJob.text(table.round(), table.questionnaires(), data));
        });
        return table.table().rows();
    }
}
