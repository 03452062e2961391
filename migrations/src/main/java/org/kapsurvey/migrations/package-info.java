/**
 * The database schema: numbered SQL files, run forward only by Flyway. What a table means and why a rule is there is
 * said in the SQL itself ({@code migrations/sql}).
 */
@NullMarked
package org.kapsurvey.migrations;

import org.jspecify.annotations.NullMarked;
