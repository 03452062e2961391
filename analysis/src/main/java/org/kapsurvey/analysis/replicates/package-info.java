/** Replicate weights: made by jackknife or bootstrap, or given; the variance of any estimate from its spread over them. */
@NullMarked
package org.kapsurvey.analysis.replicates;

import org.jspecify.annotations.NullMarked;
