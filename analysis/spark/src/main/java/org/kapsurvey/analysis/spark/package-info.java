/**
 * Jobs on data that is too large for one machine: Spark sums by PSU, group and term, the analysis does the rest. Rows stay where
 * they are; what comes to the driver is a summary of each column, the combinations of levels that occur, and the totals.
 */
@NullMarked
package org.kapsurvey.analysis.spark;

import org.jspecify.annotations.NullMarked;
