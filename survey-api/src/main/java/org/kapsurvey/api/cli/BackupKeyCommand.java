package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kapsurvey.api.backup.BackupKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap backup-key}. */
@Command(
        name = "backup-key",
        description = "Makes the keys of backups: writes the secret one to a file and prints the public one.",
        mixinStandardHelpOptions = true)
final class BackupKeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "New file for the secret key.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            String key = BackupKey.make(file);
            PrintWriter out = spec.commandLine().getOut();
            out.println(key);
            out.flush();
            spec.commandLine()
                    .getErr()
                    .println("Without " + file
                            + " nobody opens a backup made for this key: keep two copies of it, away from"
                            + " the server.");
            return 0;
        });
    }
}
