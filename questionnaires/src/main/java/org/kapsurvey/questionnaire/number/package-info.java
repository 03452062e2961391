/** Numbers as text, the same on every JDK and in every browser. */
@NullMarked
package org.kapsurvey.questionnaire.number;

import org.jspecify.annotations.NullMarked;
