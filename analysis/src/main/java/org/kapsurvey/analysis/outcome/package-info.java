/** What became of the persons selected, and the rates that tell it. */
@NullMarked
package org.kapsurvey.analysis.outcome;

import org.jspecify.annotations.NullMarked;
