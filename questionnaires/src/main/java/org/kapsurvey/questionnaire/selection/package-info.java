/**
 * Which persons of a household are interviewed: one of each target group, drawn alike by the phone at the door and by the
 * server.
 */
@NullMarked
package org.kapsurvey.questionnaire.selection;

import org.jspecify.annotations.NullMarked;
