/**
 * The project's one JSON reader and writer (RFC 8259). Every value knows its line and column, so that a fault in a form,
 * a plan or a job points at the word that is wrong.
 */
@NullMarked
package org.kapsurvey.questionnaire.json;

import org.jspecify.annotations.NullMarked;
