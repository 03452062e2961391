/** The one hash of the service; knows nothing of it. */
@NullMarked
package org.kapsurvey.api.hash;

import org.jspecify.annotations.NullMarked;
