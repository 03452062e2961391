/**
 * The whole database in one encrypted file, and back. {@link org.kapsurvey.api.backup.Backup} writes it while the service runs;
 * {@link org.kapsurvey.api.backup.Restore} reads all of it, then fills a new database, compares, and only then puts it in place of the old
 * one, which is kept.
 */
@NullMarked
package org.kapsurvey.api.backup;

import org.jspecify.annotations.NullMarked;
