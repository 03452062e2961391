/** From design weights to the weights of an analysis. */
@NullMarked
package org.kapsurvey.analysis.weighting;

import org.jspecify.annotations.NullMarked;
