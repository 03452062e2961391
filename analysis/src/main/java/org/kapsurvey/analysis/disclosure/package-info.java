/**
 * Which cells of tables about persons are published, so that few persons' answers cannot be worked out from what is: neither directly nor
 * from margins, other tables, percentages with their n, or earlier editions. Begin with {@link
 * org.kapsurvey.analysis.disclosure.Disclosure}. Knows sets of persons and no tables. Deterministic; nothing is thread-safe.
 */
@NullMarked
package org.kapsurvey.analysis.disclosure;

import org.jspecify.annotations.NullMarked;
