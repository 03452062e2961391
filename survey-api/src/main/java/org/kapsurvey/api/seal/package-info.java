/**
 * What closes a finished interview on the device and opens it here: the service's keys and the envelope. Whoever has the device has
 * neither.
 */
@NullMarked
package org.kapsurvey.api.seal;

import org.jspecify.annotations.NullMarked;
