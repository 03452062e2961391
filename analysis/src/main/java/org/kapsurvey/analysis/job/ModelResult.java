package org.kapsurvey.analysis.job;

import java.util.List;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.inference.TestOutcome;
import org.kapsurvey.analysis.model.TermTest;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * What a model of a job gave.
 *
 * @param rows of weight above 0 that have the response and every term
 * @param freedom degrees of freedom: PSUs less strata with a case, plus 1 less coefficients; not above 0 leaves no tests
 * @param dispersion variance of Pearson's residuals
 * @param steps of the fit
 * @param method what the errors come from
 */
public record ModelResult(
        ModelRequest request,
        long rows,
        int freedom,
        double dispersion,
        int steps,
        String method,
        List<Coefficient> coefficients,
        List<TermTestRow> tests,
        List<Margin> margins) {
    public ModelResult {
        coefficients = List.copyOf(coefficients);
        tests = List.copyOf(tests);
        margins = List.copyOf(margins);
    }

    /** A coefficient, its test against 0 and its limits; NaN where no degrees of freedom are left. */
    public record Coefficient(
            String term, double estimate, double standardError, TestOutcome outcome, double lower, double upper) {}

    /** A test of terms together, joined by {@code +}. */
    public record TermTestRow(String terms, TermTest test) {}

    /** The predicted margin at a level of a factor. */
    public record Margin(
            String factor, String level, double estimate, double standardError, double lower, double upper) {}

    /** The tree of numbers that the model rests on. */
    public Explanation explain() {
        Explanation[] parts = new Explanation[coefficients.size() + tests.size() + margins.size()];
        int at = 0;
        for (Coefficient row : coefficients) {
            parts[at++] = Explanation.of(row.term() + ": " + Numbers.print(row.estimate()) + ", standard error "
                    + Numbers.print(row.standardError()) + ", "
                    + row.outcome().explain("t").text());
        }
        for (TermTestRow row : tests) {
            parts[at++] = row.test().explain(row.terms());
        }
        for (Margin row : margins) {
            parts[at++] = Explanation.of("margin " + row.factor() + "=" + row.level() + ": "
                    + Numbers.print(row.estimate()) + ", standard error " + Numbers.print(row.standardError()));
        }
        return Explanation.of(
                request.id() + ": " + request.family().text() + " model of "
                        + request.response().value() + ", n " + rows + ", df " + freedom
                        + " (PSUs less strata, plus 1 less "
                        + coefficients.size() + " coefficients), fitted in " + steps + " steps, standard errors by "
                        + method,
                parts);
    }
}
