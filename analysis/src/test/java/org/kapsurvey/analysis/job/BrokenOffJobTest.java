package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.fault.Faults;

/** A job is broken off where it is, not at its next step: its one block below is one step. */
class BrokenOffJobTest {
    private static final int REPLICATES = 50;

    private static final Table DATA = Table.of(
            12,
            List.of(
                    TextColumn.of(
                            "psu",
                            IntStream.range(0, 12)
                                    .mapToObj(row -> "p" + row / 2)
                                    .toList()),
                    TextColumn.of(
                            "sex",
                            IntStream.range(0, 12)
                                    .mapToObj(row -> row % 2 == 0 ? "f" : "m")
                                    .toList()),
                    NumericColumn.of(
                            "age", IntStream.range(0, 12).asDoubleStream().toArray())));

    /** Whoever broke it off. */
    private static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"statistic\": \"mean\", \"variables\": [\"age\"]",
                "\"statistic\": \"quantile\", \"variables\": [\"age\"], \"probabilities\": [0.5], \"interval\": \"replicates\""
            })
    void inTheMiddleOfItsReplicates(String block) {
        AtomicInteger checks = new AtomicInteger();
        JobRun whole = bound("", block, checks::incrementAndGet);
        whole.result();
        int ran = checks.get();
        assertThat(ran).as("at each replicate").isGreaterThanOrEqualTo(REPLICATES);

        AtomicInteger again = new AtomicInteger();
        JobRun run = bound("", block, () -> endAfter(REPLICATES / 2, again));
        assertThatThrownBy(run::result).isInstanceOf(BrokenOffException.class);
        assertThat(again.get()).isLessThan(ran);
    }

    @ParameterizedTest
    @ValueSource(strings = {"poststratify", "rake"})
    void whileItsReplicatesAreCalibrated(String method) {
        String calibration = "\"calibration\": [{\"method\": \"" + method + "\", "
                + (method.equals("rake")
                        ? "\"margins\": [{\"by\": [\"sex\"], \"totals\": {\"f\": 6, \"m\": 6}}]"
                        : "\"by\": [\"sex\"], \"totals\": {\"f\": 6, \"m\": 6}")
                + "}],";
        AtomicInteger checks = new AtomicInteger();
        assertThatThrownBy(() -> bound(
                        calibration,
                        "\"statistic\": \"mean\", \"variables\": [\"age\"]",
                        () -> endAfter(REPLICATES / 2, checks)))
                .isInstanceOf(BrokenOffException.class);
    }

    private static void endAfter(int checks, AtomicInteger counted) {
        if (counted.incrementAndGet() >= checks) {
            throw new BrokenOffException();
        }
    }

    private static JobRun bound(String calibration, String block, Runnable check) {
        Faults faults = new Faults();
        AnalysisJob job = AnalysisJob.parse(
                        "job.json",
                        "{\"data\": {\"file\": \"rows.csv\"}, \"design\": {\"clusters\": \"psu\"}, " + calibration
                                + "\"replicates\": {\"method\": \"subbootstrap\", \"count\": " + REPLICATES
                                + ", \"seed\": 1}, \"estimates\": [{\"id\": \"a\", " + block + "}]}",
                        faults)
                .orElseThrow();
        JobRun run = JobRun.bind(job, DATA, Attachments.NONE, KapInputs.NONE, check, faults)
                .orElse(null);
        assertThat(faults.list()).isEmpty();
        return Objects.requireNonNull(run);
    }
}
