/**
 * Expressions of the questionnaires over the columns of a table. One thing differs from a form, where empty is a text:
 * here missing is unknown, as SQL's null. It passes through comparisons, {@code and}, {@code or}, {@code not} and
 * arithmetic; where a yes or no is needed unknown counts as no.
 */
@NullMarked
package org.kapsurvey.analysis.expression;

import org.jspecify.annotations.NullMarked;
