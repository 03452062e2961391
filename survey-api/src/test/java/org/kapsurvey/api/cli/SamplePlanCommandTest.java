package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePlanCommandTest {
    private static final String PLAN = """
            {"name": "first-round",
             "groups": [{"id": "adults", "share": 0.8}],
             "indicators": [{"id": "HP-2.1", "rate": 0.9, "icc": 0.05}, {"id": "HP-2.2", "rate": 0.7, "icc": 0.08}],
             "size": {"margin": 0.04, "take": 16, "response": 0.9},
             "allocation": {"strata": [
               {"stratum": "thành thị", "population": 600000, "clusters": 200},
               {"stratum": "nông thôn", "population": 400000, "clusters": 150}]}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void theReasoningIsPrintedAndTheTablesAreWritten() throws IOException {
        assertThat(plan(PLAN, "--out", folder.resolve("plan").toString())).isZero();
        assertThat(out.toString())
                .contains("n₀ = z² p(1 − p) deff / e² =", "Allocation", "thành thị", "Expected precision");
        assertThat(names(folder.resolve("plan")))
                .containsExactly("allocation.csv", "plan.html", "precision.csv", "sizes.csv");
        List<String> allocation = Files.readAllLines(folder.resolve("plan/allocation.csv"));
        assertThat(allocation).hasSize(3);
        assertThat(allocation.get(0))
                .isEqualTo("stratum,population,least,most,exact,clusters,units,interviews,fraction,weight");
        assertThat(allocation.get(1)).startsWith("thành thị,600000,2,200,");
        assertThat(Files.readString(folder.resolve("plan/precision.csv")))
                .startsWith("indicator,domain,rate,n,clusters,clusters_with_cases,df,deff,")
                .contains("HP-2.2,nông thôn,0.7,");
        assertThat(Files.readString(folder.resolve("plan/plan.html")))
                .contains("<h2><span class=\"vi\" lang=\"vi\">Độ chính xác dự kiến</span>");
    }

    @Test
    void theReasoningIsPrintedInVietnameseToo() throws IOException {
        assertThat(plan(PLAN, "--language", "vi")).isZero();
        assertThat(out.toString()).contains("Hệ số thiết kế: [1 + (", "Phân bổ mẫu", "đơn vị được chọn");
    }

    @Test
    void targetsComeFromAPlanAndRatesFromAnEarlierRound() throws IOException {
        Files.writeString(folder.resolve("estimates.csv"), """
                id,statistic,variable,category,domain,n,weighted_n,estimate,se,cv,df,deff,deff_wr,deft_dhs,interval,level,lower,upper,note
                first,proportion,hp_2_1,,,700,9000,0.88,0.02,0.02,40,1.7,1.75,1.3,t,0.95,0.84,0.92,
                first,proportion,hp_2_1,,sex=F,300,4000,0.5,0.02,0.02,40,1.7,1.75,1.3,t,0.95,0.4,0.6,
                second,mean,score,,,700,9000,12.5,0.02,0.02,40,1.7,1.75,1.3,t,0.95,12.4,12.6,
                """);
        Path targets = Path.of("..", "questionnaires", "plans", "hai-phong-2026-2030.json");
        Files.copy(targets, folder.resolve("targets.json"));
        String plan = PLAN.replace(
                        "\"groups\"",
                        "\"plan\": \"targets.json\", \"earlier\": {\"file\": \"estimates.csv\", \"perCluster\": 16},"
                                + " \"groups\"")
                .replace("\"rate\": 0.9, \"icc\": 0.05", "\"from\": \"hp_2_1\"");
        assertThat(plan(plan, "--out", folder.resolve("plan").toString())).isZero();
        // ρ = (1.75 − 1)/(16 − 1).
        assertThat(Files.readAllLines(folder.resolve("plan/sizes.csv")).get(1)).startsWith("HP-2.1,,0.88,,0.04,0.05,");
        assertThat(out.toString()).contains("HP-2.1, target 95%, expected rate 88.0%");
    }

    @Test
    void strataComeFromTheFrameThatTheSampleIsDrawnFrom() throws IOException {
        StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n");
        frame.append("province,31,,Made-up,,,,\n");
        for (int i = 0; i < 40; i++) {
            boolean urban = i < 15;
            frame.append("commune,%05d,31,Commune %d,%s,%s,,%d\n"
                    .formatted(i, i, urban ? "ward" : "commune", urban ? "urban" : "rural", urban ? 20_000 : 10_000));
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        String plan = PLAN.replaceAll("(?s)\"allocation\".*", "") + """
                 "frame": {"file": "frame.csv", "date": "2026-11-01"}, "strata": {"by": ["setting"]},
                 "stages": [{"unit": "commune"}],
                 "allocation": {"rule": "power", "exponent": 0.5, "strata": [{"stratum": "urban", "least": 7}]}}
                """;
        assertThat(plan(
                        plan.replace("0.04", "0.08"),
                        "--out",
                        folder.resolve("plan").toString()))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("plan/allocation.csv")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("rural,250000,2,25,"))
                .anyMatch(line -> line.startsWith("urban,300000,7,15,"));
        assertThat(plan(plan.replace("\"urban\", \"least\"", "\"urbn\", \"least\"")))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains("There is no stratum \"urbn\". Use one of rural, urban. Did you mean \"urban\"?");
        assertThat(plan(plan.replace("frame.csv", "none.csv"))).isEqualTo(2);
        assertThat(error.toString()).contains("sample.json:").contains("none.csv");
    }

    @Test
    void everyFaultIsListedAtOnceAndNothingIsWritten() throws IOException {
        int exit = plan(
                PLAN.replace("0.04", "4").replace("\"icc\": 0.08", "\"icc\": 2"),
                "--out",
                folder.resolve("plan").toString());
        assertThat(exit).isEqualTo(2);
        assertThat(error.toString())
                .contains(
                        "sample.json:4:21: \"margin\" must be a share above 0 and below 1, found 4. Write per cent as a share:"
                                + " 0.04.")
                .contains("sample.json:3:98: \"icc\" must be a share from 0 to 1, found 2.")
                .doesNotContain("Nothing decides");
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    @Test
    void conflictsAndMissingFilesAreFaultsOfTheInput() throws IOException {
        assertThat(plan(PLAN.replace("0.04", "0.004"))).isEqualTo(2);
        assertThat(error.toString())
                .contains("sample.json:5:16: The strata have only 350, less than the size")
                .contains("thành thị 200, nông thôn 150.");
        assertThat(run(List.of("sample", "plan", folder.resolve("no.json").toString())))
                .isEqualTo(2);
        assertThat(error.toString()).contains("no.json: The sample plan is not there.");
        assertThat(plan(PLAN, "--language", "fr")).isEqualTo(2);
        assertThat(error.toString()).contains("--language must be en or vi, found \"fr\".");
        assertThat(plan(PLAN.replace("\"groups\"", "\"plan\": \"none.json\", \"groups\"")))
                .isEqualTo(2);
        assertThat(error.toString()).contains("sample.json:2:10: The plan is not there.");
    }

    @Test
    void withoutAWordTheCommandsOfAGroupAreListed() {
        assertThat(run(List.of("sample"))).isZero();
        assertThat(out.toString()).contains("plan");
    }

    private int plan(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("sample.json"), text);
        List<String> arguments = new ArrayList<>(List.of("sample", "plan", file.toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments.toArray(String[]::new));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
