/** Sampling frames in PostgreSQL, never changed once imported, and the addresses under {@code /api/frames}. */
@NullMarked
package org.kapsurvey.api.frame;

import org.jspecify.annotations.NullMarked;
