package org.kapsurvey.api.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.database.DatabaseAddress;
import picocli.CommandLine.Option;

/** Where the database is, for every command that has one: {@code KAP_DATABASE_URL}, or else a folder. */
final class DatabaseOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the embedded database. Default: .kap in the project's folder.")
    private Path data = ProjectFiles.home().resolve(".kap");

    Path data() {
        return data;
    }

    /** The external database; null for the embedded one. */
    @Nullable
    DatabaseAddress external() {
        String url = System.getenv("KAP_DATABASE_URL");
        return url == null || url.isBlank() ? null : DatabaseAddress.parse(url.strip());
    }

    /** For a command that is no service, also while one runs; see {@link CommandDatabase#open}. */
    CommandDatabase open() {
        return CommandDatabase.open(data, external());
    }
}
