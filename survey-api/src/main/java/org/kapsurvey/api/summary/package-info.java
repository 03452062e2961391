/** A survey round's approved interviews as columns, its plan's indicators, and the page and JSON that show them. */
@NullMarked
package org.kapsurvey.api.summary;

import org.jspecify.annotations.NullMarked;
