/** Plans, survey rounds and the persons selected for them. Written once, never changed. */
@NullMarked
package org.kapsurvey.api.round;

import org.jspecify.annotations.NullMarked;
