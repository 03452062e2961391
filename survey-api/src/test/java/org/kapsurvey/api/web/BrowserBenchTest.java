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
    private static final Pattern FIGURES =
            Pattern.compile("\"answers\":([0-9]+),\"median\":([0-9.]+),\"p95\":([0-9.]+),\"most\":([0-9.]+),"
                    + "\"engineMedian\":([0-9.]+),\"engineP95\":([0-9.]+),\"scriptMedian\":([0-9.]+),\"scriptP95\":([0-9.]+),"
                    + "\"shownMedian\":([0-9.]+),\"shownP95\":([0-9.]+)}");
    private static final Pattern FLOOR = Pattern.compile("\"floorMedian\":([0-9.]+),\"floorP95\":([0-9.]+)");

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
                .matches("\\{\"task\":\"answers\",\"forms\":2,\"throttle\":1,\"chromium\":\"[0-9.]+\",\"floor.*");
        int agency = figures(lines.get(0));
        int duties = figures(lines.get(1));
        assertThat(List.of(agency, duties))
                .allSatisfy(answers -> assertThat(answers).isGreaterThan(10));
        assertThat(figures(lines.get(2))).isEqualTo(agency + duties);
        Matcher floor = FLOOR.matcher(lines.get(2));
        assertThat(floor.find()).isTrue();
        assertThat(figure(floor, 1)).isLessThanOrEqualTo(figure(floor, 2));
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
        for (int median : new int[] {2, 5, 7, 9}) {
            assertThat(figure(figures, median)).as(line).isLessThanOrEqualTo(figure(figures, median + 1));
        }
        assertThat(figure(figures, 3)).as(line).isLessThanOrEqualTo(figure(figures, 4));
        assertThat(figure(figures, 7)).as("script").isPositive().isGreaterThanOrEqualTo(figure(figures, 5));
        assertThat(figure(figures, 2)).as("worked").isGreaterThan(figure(figures, 7));
        assertThat(figure(figures, 9)).as("shown").isGreaterThan(figure(figures, 2));
        return Integer.parseInt(figures.group(1));
    }

    private static double figure(Matcher figures, int group) {
        return Double.parseDouble(figures.group(group));
    }

    private int bench(String... options) {
        return BrowserBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(options);
    }
}
