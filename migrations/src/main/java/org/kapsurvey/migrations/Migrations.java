package org.kapsurvey.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the schema of this version of the program. Forward only: an older schema is migrated, a newer one
 * is refused, because an older program would write rows that the newer one can't trust. Several services may start at
 * once: one migrates, the others wait for it.
 */
public final class Migrations {
    private final Flyway flyway;

    private Migrations(Flyway flyway) {
        this.flyway = flyway;
    }

    /** The migrations of this program for the database behind {@code source}, whose user owns the schema {@code public}. */
    public static Migrations of(DataSource source) {
        return of(source, "latest");
    }

    /** Those up to {@code version} alone, for rows that were kept at that version. */
    public static Migrations upTo(DataSource source, String version) {
        return of(source, version);
    }

    private static Migrations of(DataSource source, String version) {
        return new Migrations(Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .target(version)
                .locations("classpath:org/kapsurvey/migrations/sql")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load());
    }

    /**
     * Runs what is missing.
     *
     * @throws NewerSchemaException if the database is ahead of this program; nothing is changed
     */
    public void run() {
        refuseNewer();
        flyway.migrate();
    }

    /** The version of the newest migration that this program knows, for instance {@code 001}. */
    public String newest() {
        String newest = "";
        for (MigrationInfo migration : flyway.info().all()) {
            if (migration.getState() != MigrationState.FUTURE_SUCCESS && migration.getVersion() != null) {
                newest = migration.getVersion().getVersion();
            }
        }
        return newest;
    }

    /** The version that the database is at; null before the first migration. */
    public @Nullable String current() {
        MigrationInfo current = flyway.info().current();
        return current == null ? null : current.getVersion().getVersion();
    }

    private void refuseNewer() {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new NewerSchemaException(migration.getVersion().getVersion(), newest());
            }
        }
    }
}
