package org.kapsurvey.analysis.job;

import org.kapsurvey.analysis.estimate.Explanation;

/** The text of {@code explanations.txt}: under each number of a job those that a reviewer recomputes it from. */
final class ExplanationsText {
    private final StringBuilder text = new StringBuilder();

    private ExplanationsText() {}

    static String write(JobResult result) {
        ExplanationsText explanations = new ExplanationsText();
        result.rows().forEach(row -> explanations.add(heading(row), row.explain()));
        result.contrasts().forEach(row -> explanations.add("contrast of " + row.id(), row.explain()));
        result.targets().forEach(row -> explanations.add("target", row.explain()));
        result.tests().forEach(test -> explanations.add("test", test.explain()));
        result.models().forEach(model -> explanations.add("model", model.explain()));
        result.indicators().forEach(row -> explanations.add("indicator", row.explain()));
        return explanations.text.toString();
    }

    private static String heading(JobResult.Row row) {
        String of = row.variable() + (row.category().isEmpty() ? "" : " " + row.category());
        return row.id() + ": " + row.statistic().text() + (of.isEmpty() ? "" : " of " + of);
    }

    private void add(String heading, Explanation explanation) {
        text.append(Explanation.of(heading, explanation)).append("\n\n");
    }
}
