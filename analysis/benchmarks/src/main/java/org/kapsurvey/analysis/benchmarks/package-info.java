/** What the inner loops of the analysis cost beside the least that a machine can do, by JMH. */
@NullMarked
package org.kapsurvey.analysis.benchmarks;

import org.jspecify.annotations.NullMarked;
