/** Tables as the analysis sees them: columns of numbers or of coded text, and the groupings made of them. */
@NullMarked
package org.kapsurvey.analysis.codebook;

import org.jspecify.annotations.NullMarked;
