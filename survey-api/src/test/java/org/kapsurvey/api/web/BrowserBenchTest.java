package org.kapsurvey.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the benchmark gets through and that its lines are complete; how fast the pages are depends on the machine and is no test. */
class BrowserBenchTest {
    private static final Pattern FIGURES = Pattern.compile(
            "\"answers\":([0-9]+),\"median\":([0-9.]+),\"p95\":([0-9.]+),\"most\":([0-9.]+),\"shownMedian\":([0-9.]+),\"shownP95\":([0-9.]+)}");

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void everyAnswerOfARealFormIsMeasured() {
        assumeTrue(Chromium.installed().isPresent(), "Skipped: there is no chromium on the PATH.");
        assertThat(bench("--form", "agency-return", "--form", "duties", "--runs", "1", "--throttle", "1"))
                .as(error.toString())
                .isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("{\"task\":\"answer\",\"form\":\"agency-return\",\"answers\":");
        assertThat(lines.get(1)).startsWith("{\"task\":\"answer\",\"form\":\"duties\",\"answers\":");
        assertThat(lines.get(2))
                .matches("\\{\"task\":\"answers\",\"forms\":2,\"throttle\":1,\"chromium\":\"[0-9.]+\",\"answers\".*");
        int agency = figures(lines.get(0));
        int duties = figures(lines.get(1));
        assertThat(List.of(agency, duties))
                .allSatisfy(answers -> assertThat(answers).isGreaterThan(10));
        assertThat(figures(lines.get(2))).isEqualTo(agency + duties);
    }

    @Test
    void quantilesAreValuesThatWereMeasured() {
        double[] hundred = new double[100];
        for (int i = 0; i < hundred.length; i++) {
            hundred[i] = i + 1.25;
        }
        assertThat(BrowserBench.quantile(hundred, 0.5)).isEqualTo(50.3);
        assertThat(BrowserBench.quantile(hundred, 0.95)).isEqualTo(95.3);
        assertThat(BrowserBench.quantile(hundred, 1)).isEqualTo(100.3);
        assertThat(BrowserBench.quantile(new double[] {7}, 0.5)).isEqualTo(7);
    }

    @Test
    void anUnknownFormIsRefused() {
        assertThat(bench("--form", "nothing")).isEqualTo(2);
        assertThat(error.toString()).contains("There is no form \"nothing\". There are agency-return, ");
        assertThat(out.toString()).isEmpty();
    }

    /** Every figure is there, and they stand to each other as they must; returns the number of answers. */
    private static int figures(String line) {
        Matcher figures = FIGURES.matcher(line);
        assertThat(figures.find()).as(line).isTrue();
        double median = Double.parseDouble(figures.group(2));
        double p95 = Double.parseDouble(figures.group(3));
        assertThat(median).isPositive().isLessThanOrEqualTo(p95);
        assertThat(p95).isLessThanOrEqualTo(Double.parseDouble(figures.group(4)));
        assertThat(Double.parseDouble(figures.group(5)))
                .isPositive()
                .isLessThanOrEqualTo(Double.parseDouble(figures.group(6)));
        return Integer.parseInt(figures.group(1));
    }

    private int bench(String... options) {
        return BrowserBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(options);
    }
}
