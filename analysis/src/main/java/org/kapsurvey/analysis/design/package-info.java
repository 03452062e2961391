/** The sample design: weights, strata, primary sampling units and what to do where a stratum has only one of them. */
@NullMarked
package org.kapsurvey.analysis.design;

import org.jspecify.annotations.NullMarked;
