/** What can be wrong with a request: one catalogue, one answer format, one place that translates. */
@NullMarked
package org.kapsurvey.api.problem;

import org.jspecify.annotations.NullMarked;
