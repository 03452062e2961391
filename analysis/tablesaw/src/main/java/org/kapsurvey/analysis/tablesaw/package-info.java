/** The edge to Tablesaw: a table of it becomes data of the analysis, and estimates become a table of it. */
@NullMarked
package org.kapsurvey.analysis.tablesaw;

import org.jspecify.annotations.NullMarked;
