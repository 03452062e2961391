/**
 * The interview on the server. What a device posts is kept byte for byte before anything else is asked of it; the
 * canonical record and the findings are made from it by the same engine that the device ran. Content never makes an
 * interview be refused: what can't be read is quarantined, with a receipt.
 */
@NullMarked
package org.kapsurvey.api.interview;

import org.jspecify.annotations.NullMarked;
