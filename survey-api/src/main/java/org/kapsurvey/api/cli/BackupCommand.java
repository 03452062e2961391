package org.kapsurvey.api.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.api.backup.Backup;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap backup}. */
@Command(
        name = "backup",
        description = "Writes all that the database holds to one encrypted file, while the service runs.",
        mixinStandardHelpOptions = true)
final class BackupCommand extends DatabaseCommand {
    @Parameters(paramLabel = "FILE", description = "File to write, for instance kap-2026-11-23.age.")
    private Path file = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "KEY",
            required = true,
            description =
                    "Public key (age1…) of whoever may open it, as ./kap backup-key prints it; may be given several times.")
    private List<String> recipients = List.of();

    @Override
    int run() throws Exception {
        try (CommandDatabase opened = open()) {
            long rows = new Backup(opened.address(), recipients).write(file, AnalyseRun.version(), line -> {
                error().println(line);
                error().flush();
            });
            say(file + ": " + rows + " rows, " + Files.size(file) + " bytes. Try it now and then: ./kap restore " + file
                    + " --key SECRET --try");
            return 0;
        }
    }
}
