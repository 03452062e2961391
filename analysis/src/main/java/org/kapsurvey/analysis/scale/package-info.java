/** Whether the items of a scale measure one thing: item analysis and Cronbach's alpha with the weights of a design. */
@NullMarked
package org.kapsurvey.analysis.scale;

import org.jspecify.annotations.NullMarked;
