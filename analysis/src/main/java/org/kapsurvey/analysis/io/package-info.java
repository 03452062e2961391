/** The only package of the analysis that touches files: reads tables and jobs, writes what a job gave. */
@NullMarked
package org.kapsurvey.analysis.io;

import org.jspecify.annotations.NullMarked;
