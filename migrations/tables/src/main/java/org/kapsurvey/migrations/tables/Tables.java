package org.kapsurvey.migrations.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Constants;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;
import org.kapsurvey.migrations.Migrations;
import org.kapsurvey.postgres.Postgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Starts a throw-away PostgreSQL, runs the migrations on it and writes jOOQ classes of the tables found. The classes are
 * made from the real server and not from a parser of DDL, which stumbles over PostgreSQL's. Does nothing when the SQL
 * files are those of the last run.
 */
public final class Tables {
    /** Changed with the settings below, so that what was made before is made anew. */
    private static final String SETTINGS = "2";

    private static final String PACKAGE = "org.kapsurvey.api.database.generated";

    private Tables() {}

    /** Arguments: the folder of the SQL files, the folder to write sources into, a folder for the server. */
    public static void main(String[] arguments) throws Exception {
        Path sql = Path.of(arguments[0]);
        Path sources = Path.of(arguments[1]);
        Path server = Path.of(arguments[2]);
        Path stamp = sources.resolve("made-from");
        String hash = hash(sql);
        if (Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
            return;
        }
        delete(sources);
        delete(server);
        generate(sources, server);
        Files.writeString(stamp, hash);
        delete(server);
    }

    private static void generate(Path sources, Path server) throws Exception {
        try (Postgres postgres = Postgres.in(server)) {
            postgres.start();
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {postgres.port()});
            source.setDatabaseName(Postgres.DATABASE);
            source.setUser(Postgres.USER);
            source.setPassword(postgres.password());
            Migrations.of(source).run();
            GenerationTool.generate(new Configuration()
                    .withJdbc(new Jdbc()
                            .withDriver("org.postgresql.Driver")
                            .withUrl(source.getUrl())
                            .withUser(source.getUser())
                            .withPassword(source.getPassword()))
                    .withGenerator(new Generator()
                            .withDatabase(new Database()
                                    .withName("org.jooq.meta.postgres.PostgresDatabase")
                                    .withInputSchema("public")
                                    .withOutputSchemaToDefault(true)
                                    .withIncludes(".*")
                                    // Scopes are the database's own: filled by triggers, asked by a condition in SQL.
                                    .withIncludeExcludeColumns(true)
                                    .withExcludes("flyway_schema_history|.*[.]scope"))
                            .withGenerate(new Generate()
                                    .withRoutines(false)
                                    .withGeneratedAnnotation(true)
                                    .withGeneratedAnnotationDate(false)
                                    .withGeneratedAnnotationJooqVersion(false))
                            .withTarget(new Target().withPackageName(PACKAGE).withDirectory(sources.toString()))));
        }
    }

    private static String hash(Path sql) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((Constants.VERSION + SETTINGS + PACKAGE).getBytes(StandardCharsets.UTF_8));
        for (Path file : sorted(sql, Comparator.naturalOrder())) {
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            if (Files.isRegularFile(file)) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : sorted(folder, Comparator.reverseOrder())) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> sorted(Path folder, Comparator<Path> order) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(order).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
