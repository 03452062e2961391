/** Sample plans over HTTP: what is posted is computed and answered, and nothing is kept. */
@NullMarked
package org.kapsurvey.api.sample;

import org.jspecify.annotations.NullMarked;
