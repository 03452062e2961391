/** What only the Java side of the engine uses; nothing in here is compiled for the browser. */
@NullMarked
package org.kapsurvey.questionnaire.jvm;

import org.jspecify.annotations.NullMarked;
