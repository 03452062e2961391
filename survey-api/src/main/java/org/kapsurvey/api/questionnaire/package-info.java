/** The published questionnaires: each version for ever, by the bytes it was published with. */
@NullMarked
package org.kapsurvey.api.questionnaire;

import org.jspecify.annotations.NullMarked;
