/**
 * The one source of chance, for whatever is drawn on the server, on the phone or in a simulation: fixed by a seed and the
 * names of what is drawn, never by a clock or the order in which things are drawn.
 */
@NullMarked
package org.kapsurvey.questionnaire.chance;

import org.jspecify.annotations.NullMarked;
