package org.kapsurvey.analysis.job;

import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.NumericColumn;

/** A test bound to its data: the domain that it is about, all rows if null. */
record BoundTest(TestBlock block, @Nullable NumericColumn domain) {}
