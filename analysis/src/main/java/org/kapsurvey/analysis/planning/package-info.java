/**
 * How large a sample must be, how it is spread over strata, what it costs and what it will be able to decide, before anybody
 * is interviewed.
 *
 * <p>Begin with {@link org.kapsurvey.analysis.planning.Assumptions} (what is assumed and wanted, read from a sample plan) and
 * {@link org.kapsurvey.analysis.planning.PlannedSample} (what follows). Rates, shares and correlations are numbers from 0
 * to 1; sizes are real until something is drawn, and then rounded up. What a formula can't take is refused with an
 * {@link IllegalArgumentException}; nothing gives NaN unless its Javadoc says when.
 */
@NullMarked
package org.kapsurvey.analysis.planning;

import org.jspecify.annotations.NullMarked;
