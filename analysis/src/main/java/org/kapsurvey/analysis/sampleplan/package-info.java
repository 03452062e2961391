/**
 * The sample plan: one file that says what a sample is drawn from, how it is stratified, how large it is and in which stages
 * it is drawn, for planning and for drawing alike. A value once read; every fault of the file has its place.
 */
@NullMarked
package org.kapsurvey.analysis.sampleplan;

import org.jspecify.annotations.NullMarked;
