/**
 * Generalised linear models of weighted answers: columns of terms, the fit, tests of terms, predicted margins. A model knows its rows and
 * weights; the design comes in by {@link org.kapsurvey.analysis.estimate.VarianceMethod} alone. Nothing here is null.
 */
@NullMarked
package org.kapsurvey.analysis.model;

import org.jspecify.annotations.NullMarked;
