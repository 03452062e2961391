/** What stands before a form is published: the gate in both languages, what it changes, what it breaks in plans. */
@NullMarked
package org.kapsurvey.api.publication;

import org.jspecify.annotations.NullMarked;
