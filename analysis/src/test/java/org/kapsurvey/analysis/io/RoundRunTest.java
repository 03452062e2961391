package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.JobText;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** A job on a stored round beside the same job on the file that the round is exported to. */
class RoundRunTest {
    private static final String DATA =
            "{\"file\": \"r-1.csv\", \"text\": [\"code\", \"remark\"], \"numeric\": [\"w\", \"yes\"]}";
    private static final String JOB = """
            {"name": "{ \\" }",
             "data": %s,
             "design": {"weights": "w", "strata": ["code"]},
             "estimates": [{"id": "rate", "statistic": "proportion", "variables": ["yes"], "by": [[], ["code"]],
                            "intervals": ["korn-graubard"], "covariances": true},
                           {"id": "said", "statistic": "proportions", "variables": ["remark"]}]}
            """;

    @TempDir
    Path folder;

    private static Table table() {
        return Table.of(
                6,
                List.of(
                        TextColumn.of("code", List.of("01", "01", "02", "02", "01", "02")),
                        TextColumn.of("remark", Arrays.asList("a,b", null, "\"đúng\"\nrồi", "NA", "a,b", "7")),
                        NumericColumn.of("w", 1.5, 1e-9, 0.1 + 0.2, 3, 1e22, 0),
                        NumericColumn.of("yes", 1, 0, Double.NaN, 1, 0, 1)));
    }

    private static StoredRounds stored() throws IOException {
        StoredRound round = new StoredRound("r-1.csv", DATA, JobText.hash(csv(table())), table());
        return (request, faults) -> Optional.of(round);
    }

    private static byte[] csv(Table table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TableCsv.write(table, bytes);
        return bytes.toByteArray();
    }

    @Test
    void aRoundAndTheFileItIsExportedToGiveTheSameBytes() throws IOException {
        Files.write(folder.resolve("r-1.csv"), csv(table()));
        Path onFile = Files.writeString(folder.resolve("job.json"), JOB.formatted(DATA));
        AnalyseRun.run(onFile, folder.resolve("file"), stage -> {});
        Path onRound = Files.createDirectory(folder.resolve("elsewhere")).resolve("job.json");
        Files.writeString(onRound, JOB.formatted("{\"round\": \"r-1\",\n \"states\": [\"submitted\"]}"));
        AnalyseRun.run(onRound, folder.resolve("round"), stored(), stage -> {});
        assertThat(files("round")).isEqualTo(files("file")).containsKeys("estimates.csv", "run.json", "tables.html");
        assertThat(files("file").get("run.json"))
                .contains("{\"file\":\"job.json\",\"sha256\":\"" + JobText.hash(Files.readAllBytes(onFile)) + "\"}")
                .contains("{\"file\":\"r-1.csv\",\"sha256\":\"" + JobText.hash(csv(table())) + "\"}");
    }

    @Test
    void whereTheWeightsCannotBeKeptThereAreNoFiles() throws IOException {
        Table persons = Table.of(
                4,
                List.of(
                        TextColumn.of("_selection", List.of("a", "b", "c", "d")),
                        TextColumn.of("_stratum", List.of("s", "s", "s", "s")),
                        TextColumn.of("_psu", List.of("1", "1", "2", "2")),
                        TextColumn.of("_outcome", List.of("complete", "complete", "complete", "complete")),
                        NumericColumn.of("_design_weight", 10, 20, 30, 40)));
        StoredRound round = new StoredRound("r-1.csv", DATA, JobText.hash(csv(persons)), persons);
        Path file = Files.writeString(
                folder.resolve("weighting.json"),
                "{\"data\": {\"round\": \"r-1\"}, \"replicates\": {\"method\": \"jkn\"}}");
        Path out = folder.resolve("weights");
        List<Integer> asked = new ArrayList<>();
        assertThatThrownBy(() -> WeightRun.run(
                        file,
                        out,
                        (request, faults) -> Optional.of(round),
                        made -> {
                            asked.add(made.result().respondents());
                            throw new IOException("The database is away");
                        },
                        stage -> {}))
                .hasMessage("The database is away");
        assertThat(asked).containsExactly(4);
        assertThat(folder).isDirectoryNotContaining(path -> Files.isDirectory(path));
        WeightRun.run(
                file,
                out,
                (request, faults) -> Optional.of(round),
                made -> assertThat(out).doesNotExist(),
                stage -> {});
        assertThat(ReplicateFile.read(out.resolve("replicates.f32"), 4).factor(0, 3))
                .isEqualTo(2);
    }

    @Test
    void aTableThatIsWrittenAndReadAgainIsTheSame() throws IOException {
        Files.write(folder.resolve("r-1.csv"), csv(table()));
        Faults faults = new Faults();
        Table again = CsvTable.read(
                        List.of(new CsvTable.Source(folder.resolve("r-1.csv"), "r-1.csv")),
                        new CsvOptions(Set.of(), Set.of("code", "remark"), Set.of()),
                        faults)
                .orElseThrow();
        assertThat(csv(again)).isEqualTo(csv(table()));
        assertThat(new String(csv(again), StandardCharsets.UTF_8))
                .startsWith(
                        "code,remark,w,yes\n01,\"a,b\",1.5,1\n01,,1e-9,0\n02,\"\"\"đúng\"\"\nrồi\",0.30000000000000004,\n");
    }

    @Test
    void whatAFileNeedsIsRefusedBesideARound() throws IOException {
        Path job = Files.writeString(
                folder.resolve("job.json"),
                JOB.formatted("{\"round\": \"r-1\", \"file\": \"a.csv\", \"missing\": [\"NA\"], \"states\": []}"));
        assertThatThrownBy(() -> AnalyseRun.run(job, folder.resolve("out"), stored(), stage -> {}))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("\"round\" and \"file\" exclude each other.")
                .hasMessageContaining("\"round\" and \"missing\" exclude each other.")
                .hasMessageContaining("\"states\" is an empty list.");
        Path states = Files.writeString(
                folder.resolve("job.json"), JOB.formatted("{\"file\": \"a.csv\", \"states\": [\"approved\"]}"));
        assertThatThrownBy(() -> AnalyseRun.run(states, folder.resolve("out"), stage -> {}))
                .hasMessageContaining("job.json:2:38: \"states\" belongs to a round.");
    }

    @Test
    void aFaultOnAStoredRoundQuotesNoAnswer() throws IOException {
        Path job = Files.writeString(folder.resolve("job.json"), """
                {"data": {"round": "r-1"},
                 "estimates": [{"id": "a", "statistic": "mean", "variables": ["remark"]},
                               {"id": "b", "statistic": "proportion", "variables": ["w", "remark"]},
                               {"id": "c", "statistic": "proportion", "variables": ["remark"], "category": "none"},
                               {"id": "d", "statistic": "mean", "variables": ["yes"], "by": [["remark"]],
                                "contrasts": [{"name": "x", "plus": {"none": 1}, "minus": {"other": 1}}]}]}
                """);
        assertThatThrownBy(() -> AnalyseRun.run(job, folder.resolve("out"), stored(), stage -> {}))
                .hasMessageContaining("the column \"remark\" is text in row 1.")
                .hasMessageContaining("\"w\" is another number in row 1.")
                .hasMessageContaining("needs a \"category\". It has 4 categories; the codes stand in the form.")
                .hasMessageContaining("There are 4 groups; the codes stand in the form.")
                .message()
                .doesNotContain("a,b", "đúng", "1.5");
    }

    @Test
    void aProgramWithoutADatabaseRefusesARound() throws IOException {
        Path job = Files.writeString(folder.resolve("job.json"), JOB.formatted("{\"round\": \"r-1\"}"));
        assertThatThrownBy(() -> AnalyseRun.run(job, folder.resolve("out"), stage -> {}))
                .hasMessageContaining("job.json:2:20: There are no stored rounds here.");
    }

    private Map<String, String> files(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder.resolve(name))) {
            for (Path file : found.toList()) {
                if (!file.endsWith("timing.json")) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
