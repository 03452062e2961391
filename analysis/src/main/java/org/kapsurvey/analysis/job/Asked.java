package org.kapsurvey.analysis.job;

import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.estimate.Estimator;

/** Estimators whose totals a job wants in the groups of a grouping. */
public record Asked(Grouping grouping, List<Estimator> estimators) {
    public Asked {
        estimators = List.copyOf(estimators);
    }
}
