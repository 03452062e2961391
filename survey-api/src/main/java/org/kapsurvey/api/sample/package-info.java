/**
 * Samples over HTTP: plans, which are computed and answered while nothing is kept, and the drawn sample of a round, kept as it
 * was drawn with who works where.
 */
@NullMarked
package org.kapsurvey.api.sample;

import org.jspecify.annotations.NullMarked;
