/**
 * A plan's indicators: how each rate is computed from a form's answers, and what its interval says about the target.
 *
 * <p>Begin with {@link org.kapsurvey.analysis.indicator.Plan} (what is wanted, read from
 * {@code questionnaires/plans/*.json}), {@link org.kapsurvey.analysis.indicator.IndicatorResult} (what was found) and
 * {@link org.kapsurvey.analysis.indicator.Verdict}. A missing answer, whatever its code, counts as "no" in a numerator and
 * never leaves the denominator: the rules of a plan are data, printed beside the number, and never code.
 */
@NullMarked
package org.kapsurvey.analysis.indicator;

import org.jspecify.annotations.NullMarked;
