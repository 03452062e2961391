/**
 * The expression language of questionnaires, plans and analysis jobs: the XPath subset of ODK XForms. Here is the parse
 * tree alone; forms evaluate it with empty texts ({@code interview}), analysis with SQL's unknown. docs/formats.md has the
 * grammar and both meanings.
 */
@NullMarked
package org.kapsurvey.questionnaire.expression;

import org.jspecify.annotations.NullMarked;
