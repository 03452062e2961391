/**
 * The database: embedded or external, its pools, the one place that commits and the one that turns SQLSTATEs into
 * problems. The classes of the tables ({@code database.generated}) are written by the build from the migrations.
 */
@NullMarked
package org.kapsurvey.api.database;

import org.jspecify.annotations.NullMarked;
