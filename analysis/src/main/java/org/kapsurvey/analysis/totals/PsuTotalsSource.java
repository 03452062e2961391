package org.kapsurvey.analysis.totals;

import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.design.SurveyDesign;

/** Sums terms by PSU and domain: from columns in memory ({@link TableTotals}), or by another engine's GROUP BY. */
public interface PsuTotalsSource {
    /**
     * A total for every unit of the design ({@code PsuFrame.units}), domain and term, in their order; 0 where a PSU has
     * no case.
     *
     * @throws IllegalArgumentException if a term names a column that is absent or text
     */
    PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms);

    /**
     * A source that has the totals of the terms in the groupings at hand, computed together; this one, where that is no
     * quicker.
     */
    default PsuTotalsSource ahead(SurveyDesign design, List<Grouping> groupings, List<Term> terms) {
        return this;
    }
}
