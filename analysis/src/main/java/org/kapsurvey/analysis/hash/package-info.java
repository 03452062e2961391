/** The fingerprints by which content is known again. */
@NullMarked
package org.kapsurvey.analysis.hash;

import org.jspecify.annotations.NullMarked;
