/**
 * Analysis jobs on stored rounds: the rounds as the analysis reads them, their export, the queue of jobs in PostgreSQL with its
 * worker, and the addresses under {@code /api/jobs}.
 */
@NullMarked
package org.kapsurvey.api.job;

import org.jspecify.annotations.NullMarked;
