/**
 * Questionnaires: XLSForm written as JSON, read and checked. Begin with {@link
 * org.kapsurvey.questionnaire.definition.Questionnaire#parse}.
 */
@NullMarked
package org.kapsurvey.questionnaire.definition;

import org.jspecify.annotations.NullMarked;
