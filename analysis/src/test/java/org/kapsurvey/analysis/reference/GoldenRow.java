package org.kapsurvey.analysis.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.kapsurvey.analysis.CsvRows;

/** One value of R survey 4.5: what it is of, and how near a value of ours must come. */
record GoldenRow(
        String design,
        String operation,
        String variable,
        String by,
        String domain,
        String term,
        String stat,
        String value,
        String tolerance) {

    static List<GoldenRow> read(Path file) throws IOException {
        return CsvRows.of(file).stream()
                .map(row -> new GoldenRow(
                        row.get("design"),
                        row.get("op"),
                        row.get("var"),
                        row.get("by"),
                        row.get("domain"),
                        row.get("term"),
                        row.get("stat"),
                        row.get("value"),
                        row.get("tol")))
                .toList();
    }

    /** A final weight of a row of the data. */
    static GoldenRow weight(String design, int row, String value) {
        return new GoldenRow(design, "weights.csv", "row " + row, "", "", "", "", value, "exact");
    }

    /** A value of R; NA, where R refuses, is no number. */
    double number() {
        return value.equals("NA") ? Double.NaN : Double.parseDouble(value);
    }

    /** Whether R's value is of a method that no job has, which R itself computes roughly. */
    boolean isOfNoMethod() {
        return term.equals("wls-score") || term.startsWith("shahvaish") || term.endsWith("#score");
    }

    /** Whether the value is recorded, not a target: R gives NaN, or something of its own. */
    boolean isReportedOnly() {
        return tolerance.equals("info") || isOfNoMethod();
    }

    /**
     * Whether the value rests on weights of the last step but one of R's fit: it stops when the deviance does not change by 1e-15 of
     * itself, where the weights still change by as much as 1e-8. Stopped at 1e-40 (nhanes, HI_CHOL, se of factor(race)4) R gives
     * 0.33641673204004613, and not 0.33641673200348832.
     */
    boolean isOfAFitStoppedEarly() {
        return operation.equals("glm") && !domain.equals("gaussian") && !stat.equals("est");
    }

    /** What the row is counted under. */
    String counted() {
        return operation.equals("chisq") || operation.equals("polytrend") ? operation + " " + term : operation;
    }

    /** The label of a group of the row's grouping, as files have it. */
    String label(String group) {
        return by.isEmpty() ? "" : by + "=" + group;
    }
}
