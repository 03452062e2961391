package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kapsurvey.api.backup.Restore;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.database.EmbeddedDatabase;
import org.kapsurvey.postgres.RunningPostgres;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap restore}. */
@Command(
        name = "restore",
        description =
                "Puts a backup in place of the database, which is kept under another name. The service must be stopped.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A backup.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "File of the secret key.")
    private Path key = Path.of("");

    @Option(
            names = "--try",
            description = "Only finds out whether it could be done: fills a new database, compares, and drops it.")
    private boolean only;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::restore);
    }

    private int restore() throws Exception {
        DatabaseAddress external = options.external();
        if (external != null) {
            return restore(external);
        }
        if (only && RunningPostgres.in(options.data()).isPresent()) {
            try (CommandDatabase beside = options.open()) {
                return restore(beside.address());
            }
        }
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(options.data())) {
            return restore(embedded);
        }
    }

    private int restore(DatabaseAddress target) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Restore.Outcome outcome = new Restore(target).run(file, key, only, line -> {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        });
        String equal = outcome.rows() + " rows of " + outcome.takenAt() + " are there as they were.";
        if (only) {
            out.println("The backup is good: " + equal + " The database in use was not touched.");
        } else {
            out.println("Restored: " + equal
                    + (outcome.kept().isEmpty()
                            ? ""
                            : " The database before is kept as " + outcome.kept()
                                    + "; drop it when it is not needed."));
        }
        out.flush();
        return 0;
    }
}
