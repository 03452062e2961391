/**
 * The sufficient statistics of every linearised estimate: weighted totals by primary sampling unit, domain and term,
 * which parts of the data, or another engine, can compute apart and combine.
 */
@NullMarked
package org.kapsurvey.analysis.totals;

import org.jspecify.annotations.NullMarked;
