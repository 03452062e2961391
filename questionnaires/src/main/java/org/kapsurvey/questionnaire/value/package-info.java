/** The values that answers and formulas have, and what the functions of the expression language do with them. */
@NullMarked
package org.kapsurvey.questionnaire.value;

import org.jspecify.annotations.NullMarked;
