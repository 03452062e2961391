/**
 * Tries to make the service lose an interview: kills it and its PostgreSQL while devices send, drops replies, sends copies at once, and
 * then looks for every interview that was acknowledged. Works only on processes and folders of its own.
 */
@NullMarked
package org.kapsurvey.api.torture;

import org.jspecify.annotations.NullMarked;
