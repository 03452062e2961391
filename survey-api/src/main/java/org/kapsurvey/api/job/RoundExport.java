package org.kapsurvey.api.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.kapsurvey.analysis.io.ResultFolder;
import org.kapsurvey.analysis.io.TableCsv;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Writes a round as the table that a job on it reads, and a job that reads that table. */
public final class RoundExport {
    private final DatabaseRounds rounds;

    public RoundExport(DatabaseRounds rounds) {
        this.rounds = rounds;
    }

    /**
     * Writes {@code ROUND.csv} and {@code job.json}. The folder holds answers and is closed to other users.
     *
     * @param out a folder that does not exist or is empty
     * @return the number of rows
     * @throws FaultsException if there is no such round, it has no interview in the states, or the folder can't be written
     */
    public int write(RoundRequest request, Path out) throws IOException {
        Faults faults = new Faults();
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        RoundTable table = rounds.table(request, faults).orElse(null);
        faults.throwIfAny();
        if (table == null) {
            throw new IllegalStateException("A round without faults has a table");
        }
        String file = table.round().id() + ".csv";
        folder.write(partial -> {
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(partial.resolve(file)))) {
                TableCsv.write(table.table(), bytes);
            }
            String data = RoundJob.dataOfFile(file, table.table());
            Files.writeString(partial.resolve("job.json"), RoundJob.text(table.round(), table.form(), data));
        });
        return table.table().rows();
    }
}
