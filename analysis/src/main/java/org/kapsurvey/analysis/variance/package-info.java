/** The design variance: one kernel for every linearised estimate. */
@NullMarked
package org.kapsurvey.analysis.variance;

import org.jspecify.annotations.NullMarked;
