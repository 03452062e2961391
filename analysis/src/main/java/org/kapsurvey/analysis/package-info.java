/** Survey estimation. It knows no HTTP and no SQL: it reads tables and returns values. */
@NullMarked
package org.kapsurvey.analysis;

import org.jspecify.annotations.NullMarked;
