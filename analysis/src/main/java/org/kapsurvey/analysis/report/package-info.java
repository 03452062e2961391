/**
 * What a manager reads. Renderers are pure: results in, text out. Rounding, wording and flags of reliability live here and
 * never in an estimator.
 */
@NullMarked
package org.kapsurvey.analysis.report;

import org.jspecify.annotations.NullMarked;
