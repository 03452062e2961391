/**
 * The engine's face towards JavaScript: static methods, text in and text out, compiled by TeaVM to {@code web/engine.js} and
 * {@code web/selection.js}.
 * The only package that knows TeaVM.
 */
@NullMarked
package org.kapsurvey.questionnaire.browser;

import org.jspecify.annotations.NullMarked;
