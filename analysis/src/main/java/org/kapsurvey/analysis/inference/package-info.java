/** Confidence intervals of estimates. */
@NullMarked
package org.kapsurvey.analysis.inference;

import org.jspecify.annotations.NullMarked;
