/**
 * Analysis jobs: one JSON file that says what data, what design and which estimates. A job is read, checked against its
 * data and run here; files are read and written by the {@code io} package.
 */
@NullMarked
package org.kapsurvey.analysis.job;

import org.jspecify.annotations.NullMarked;
