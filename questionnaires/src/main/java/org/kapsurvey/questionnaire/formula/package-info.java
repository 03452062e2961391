/** Expressions made ready for many evaluations: names are slots, patterns and constants are read once. */
@NullMarked
package org.kapsurvey.questionnaire.formula;

import org.jspecify.annotations.NullMarked;
