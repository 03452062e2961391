/**
 * Interviews: answers to a form, what the form's logic makes of them, and the record that is kept. Content never stops
 * anything: whatever the answers hold, the result is the same on every machine, and what is wrong is a finding.
 */
@NullMarked
package org.kapsurvey.questionnaire.interview;

import org.jspecify.annotations.NullMarked;
