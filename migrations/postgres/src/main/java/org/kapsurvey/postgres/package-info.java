/**
 * A PostgreSQL server of our own: unpacked from the class path into one folder, started as a child process, stopped, and
 * found again after its parent was killed. No SQL in here. The server is set up for data that must not be lost: fsync and
 * synchronous_commit on, checksums on, a password (scram-sha-256), loopback only, a folder that nobody else may enter.
 */
@NullMarked
package org.kapsurvey.postgres;

import org.jspecify.annotations.NullMarked;
