/** The questionnaire engine. It knows no clock, locale, file, network or database and no library: strings in, strings out. */
@NullMarked
package org.kapsurvey.questionnaire;

import org.jspecify.annotations.NullMarked;
