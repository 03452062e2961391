/**
 * Drawing a probability sample from a frame: stage by stage, with the exact inclusion probability of every unit. Whatever is
 * drawn is fixed by a seed and the names of what is drawn, so that a later stage never changes an earlier one. Nothing here
 * reads files, an answer or a clock.
 */
@NullMarked
package org.kapsurvey.analysis.sampling;

import org.jspecify.annotations.NullMarked;
