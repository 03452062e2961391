package org.kapsurvey.analysis.job;

import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.model.RegressionModel;

/**
 * A model bound to its data and fitted.
 *
 * @param complete 1 for rows of the model's domain that have the response and every term, else 0
 */
record BoundModel(ModelRequest request, RegressionModel model, NumericColumn complete) {}
