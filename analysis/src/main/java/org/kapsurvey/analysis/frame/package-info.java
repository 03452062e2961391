/**
 * The sampling frame: the areas that a sample is drawn from, their sizes and their flags. {@link Frame} is the frame as of one
 * day and is what drawing and planning take; all types are immutable, and texts are in Unicode's composed form (NFC).
 */
@NullMarked
package org.kapsurvey.analysis.frame;

import org.jspecify.annotations.NullMarked;
