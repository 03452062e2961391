package org.kapsurvey.migrations;

/** The database was migrated by a newer version of the program than this one. */
public final class NewerSchemaException extends RuntimeException {
    NewerSchemaException(String found, String known) {
        super("The database has schema version " + found + ", this program knows versions up to " + known
                + ". A schema is never taken back. Start the newer program, or restore a backup made before it ran.");
    }
}
