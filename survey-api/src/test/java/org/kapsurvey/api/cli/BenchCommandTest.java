package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What the command prints and refuses; what it measures is tested where it is computed. */
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void theChainPrintsALineForEachTargetAndMethodOrATable() {
        assertThat(bench("--chain", "--samples", "2")).isZero();
        assertThat(out.toString().lines())
                .hasSize(20)
                .allMatch(line -> line.startsWith("{\"task\":\"chain\",\"target\":\""))
                .anyMatch(line ->
                        line.contains("\"target\":\"knows\",\"standardError\":\"jkn\",\"samples\":2,\"truth\":0."));
        out.getBuffer().setLength(0);
        assertThat(bench("--chain", "--samples", "2", "--markdown")).isZero();
        assertThat(out.toString().lines()).hasSize(22).first().asString().contains("bias, MC errors");
    }

    @Test
    void rakingWithReplicatesPrintsSecondsAndMemory() {
        assertThat(bench("--replicates", "10", "--rows", "4000", "--runs", "1")).isZero();
        assertThat(out.toString().lines())
                .hasSize(5)
                .anyMatch(line -> line.matches("\\{\"task\":\"weight\",\"rows\":4000,\"seconds\":[0-9.e-]+\\}"))
                .anyMatch(line -> line.matches("\\{\"task\":\"weight-memory\",\"rows\":4000,\"bytes\":[0-9]+\\}"))
                .anyMatch(
                        line -> line.matches("\\{\"task\":\"rake-replicates\",\"rows\":4000,\"seconds\":[0-9.e-]+\\}"))
                .anyMatch(line -> line.matches("\\{\"task\":\"memory\",\"rows\":4000,\"bytes\":[0-9]+\\}"));
    }

    @Test
    void tooFewReplicatesAndSamplesAreRefused() {
        assertThat(bench("--replicates", "1")).isEqualTo(2);
        assertThat(error.toString()).contains("--replicates must be 2 or more.");
        assertThat(bench("--chain", "--samples", "1")).isEqualTo(2);
        assertThat(error.toString()).contains("--samples must be 2 or more");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theEngineTellsHowManyInterviewsItValidatesInASecond() {
        assertThat(bench("--engine", "--runs", "1")).isZero();
        assertThat(out.toString())
                .matches("\\{\"task\":\"validate\",\"questions\":120,\"interviews\":10000,"
                        + "\"seconds\":[0-9.]+,\"perSecond\":[0-9]+}\n");
    }

    @Test
    void theLoadTellsHowManyInterviewsTheServiceTakesAloneAndInBatches() {
        assertThat(bench("--load", "--rate", "20", "--seconds", "2"))
                .as(error.toString())
                .isZero();
        String figures =
                ",\"failed\":[0-9]+,\"perSecond\":[0-9.]+,\"median\":[0-9.]+,\"p99\":[0-9.]+,\"most\":[0-9.]+}";
        assertThat(out.toString().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("\\{\"task\":\"interviews\",\"questions\":60,\"bytes\":[0-9]+,\"rate\":20,"
                                        + "\"seconds\":2,\"requests\":40" + figures),
                        line -> assertThat(line)
                                .matches("\\{\"task\":\"batches\",\"questions\":60,\"bytes\":[0-9]+,\"size\":200,"
                                        + "\"seconds\":1,\"requests\":[0-9]+" + figures));
        assertThat(bench("--load", "--rate", "0")).isEqualTo(2);
    }

    private int bench(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "bench";
        System.arraycopy(options, 0, all, 1, options.length);
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(all);
    }
}
