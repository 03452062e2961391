/** What is wrong with a file that someone wrote, where, and what to do: the words that authors of forms, plans and jobs read. */
@NullMarked
package org.kapsurvey.questionnaire.fault;

import org.jspecify.annotations.NullMarked;
