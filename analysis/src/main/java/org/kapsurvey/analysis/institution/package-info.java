/** Registers of institutions (agencies, communes, schools, media bodies), their returns, and the range that missing ones leave. */
@NullMarked
package org.kapsurvey.analysis.institution;

import org.jspecify.annotations.NullMarked;
