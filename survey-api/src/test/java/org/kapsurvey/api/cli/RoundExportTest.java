package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.io.CsvOptions;
import org.kapsurvey.analysis.io.CsvTable;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.job.TestRound;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;

/** {@code kap export} and {@code kap analyse} on a stored round, while a service uses the same database. */
class RoundExportTest {
    private static final String ROUND = "export-round";
    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void interview() throws Exception {
        TestRound.interviewed(SERVICE.database(), SERVICE.uri(), ROUND);
        // A second interview of person 3, approved where the first is not; and one of person 4, received later.
        for (int person : new int[] {3, 4}) {
            TestRound.put(
                    SERVICE.uri(), second(person), ROUND, person, "{\"sex\":\"f\",\"age\":\"47\",\"knows\":\"no\"}");
            TestRound.approve(SERVICE.uri(), second(person));
        }
    }

    private static UUID second(int person) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) person});
    }

    @Test
    void aRoundAndItsExportGiveTheSameBytes() throws IOException {
        run("export", ROUND, "--out", path("export"));
        assertThat(out.toString()).contains(TestRound.PERSONS + " rows of persons in ");
        Path onFile = folder.resolve("export/job.json");
        run("analyse", onFile.toString(), "--out", path("on-file"));
        Path onRound = Files.createDirectory(folder.resolve("stored")).resolve("job.json");
        Files.writeString(onRound, onRound("{\"round\": \"" + ROUND + "\"}", Files.readString(onFile)));
        run("analyse", onRound.toString(), "--out", path("on-round"));
        assertThat(files("on-round"))
                .isEqualTo(files("on-file"))
                .containsKeys("estimates.csv", "run.json", "tables.html");
        assertThat(files("on-round").get("estimates.csv")).contains("knowledge,proportion,right_knows,,sex=f,");
    }

    @Test
    void indicatorsAndScalesOfARoundAndOfItsExportAreTheSameBytes() throws IOException {
        run("export", ROUND, "--out", path("export"));
        assertThat(files("export")).containsKeys("plan.json", "job-form.json");
        Path onFile = folder.resolve("export/job.json");
        Files.writeString(
                onFile,
                Files.readString(onFile)
                        .replaceFirst(
                                "\\n}\\s*$",
                                ",\n \"scales\": [{\"id\": \"s\", \"items\": [\"knows\", \"old\"]}],"
                                        + " \"plan\": {\"by\": [[], [\"sex\"]]}\n}\n"));
        run("analyse", onFile.toString(), "--out", path("on-file"));
        Path onRound = Files.createDirectory(folder.resolve("stored")).resolve("job.json");
        Files.writeString(onRound, onRound("{\"round\": \"" + ROUND + "\"}", Files.readString(onFile)));
        run("analyse", onRound.toString(), "--out", path("on-round"));
        assertThat(files("on-round")).isEqualTo(files("on-file")).containsKeys("indicators.csv", "scales.csv");
        assertThat(files("on-round").get("indicators.csv"))
                .contains("job-plan,X-1,,,", "job-plan,X-1,right,,", "job-plan,X-1,,sex=f,", ",0.9,atLeast,", ",3\n");
        assertThat(files("on-round").get("run.json")).contains("\"plan.json\"", "\"job-form.json\"");
    }

    @Test
    void theSameHoldsForInterviewsThatAreNotApproved() throws IOException {
        run("export", ROUND, "--states", "submitted,approved", "--out", path("export"));
        Path onFile = folder.resolve("export/job.json");
        run("analyse", onFile.toString(), "--out", path("on-file"));
        Path onRound = Files.createDirectory(folder.resolve("stored")).resolve("job.json");
        Files.writeString(
                onRound,
                onRound(
                        "{\"round\": \"" + ROUND + "\", \"states\": [\"approved\", \"submitted\"]}",
                        Files.readString(onFile)));
        run("analyse", onRound.toString(), "--out", path("on-round"));
        assertThat(files("on-round")).isEqualTo(files("on-file"));
        assertThat(cells(table("export"), "_state")).contains("submitted", "approved");
    }

    @Test
    void theTableHasARowForEachPersonAndAColumnForEachQuestionChoiceAndReason() throws IOException {
        run("export", ROUND, "--out", path("export"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("export"))))
                .isEqualTo("rwx------");
        Table table = table("export");
        assertThat(table.rows()).isEqualTo(TestRound.PERSONS);
        assertThat(String.join(" ", table.names()))
                .isEqualTo(
                        "_interview _form _wave _stratum _psu _ssu _weight _design_weight _state _surveyor _selection"
                                + " _outcome sex"
                                + " sex_missing age age_missing knows knows_missing channels channels_missing channels.tv"
                                + " channels.radio distance distance_missing remark remark_missing old old_missing");
        // 0: interviewed; refused to say the age, does not know, was not asked for channels.
        assertThat(row(table, 0, "_form", "_wave", "_stratum", "_psu", "_state"))
                .containsExactly("job-form/1", "2026", "01", "000", "approved");
        assertThat(row(table, 0, "age", "age_missing", "knows", "channels", "channels_missing", "channels.tv"))
                .containsExactly("", "refused", "no", "", "not_asked", "");
        assertThat(row(table, 0, "remark")).containsExactly("có, \"một\"\nvà 00");
        assertThat(row(table, 2, "knows", "knows_missing", "remark")).containsExactly("", "dk", "07294");
        assertThat(row(table, 9, "channels", "channels.tv", "channels.radio", "distance"))
                .containsExactly("tv radio", "1", "1", "0.9");
        assertThat(row(table, 7, "channels", "channels.tv", "channels.radio", "old"))
                .containsExactly("radio", "0", "1", "0");
    }

    @Test
    void whoHasNoCompleteInterviewInTheStatesKeepsTheirRowWithoutWeight() throws IOException {
        run("export", ROUND, "--out", path("export"));
        Table table = table("export");
        assertThat(row(table, 5, "_interview", "_state", "sex", "sex_missing", "_weight"))
                .as("never interviewed")
                .containsExactly("", "", "", "", "0");
        assertThat(row(table, 15, "_interview", "_state", "sex", "_weight"))
                .as("submitted only")
                .containsExactly("", "", "", "0");
        assertThat(row(table, 1, "_interview", "_state", "sex", "age_missing", "_weight"))
                .as("broken off")
                .containsExactly(TestRound.interview(ROUND, 1).toString(), "approved", "m", "not_answered", "0");
        assertThat(row(table, 3, "_interview", "_state", "age"))
                .as("the approved one of two")
                .containsExactly(second(3).toString(), "approved", "47");
        assertThat(row(table, 4, "_interview", "age"))
                .as("the first of two approved ones")
                .containsExactly(TestRound.interview(ROUND, 4).toString(), "22");
        assertThat(cells(table, "_weight").stream().filter("0"::equals)).hasSize(12);
        double[] weights = table.numeric("_weight").values();
        double[] designWeights = table.numeric("_design_weight").values();
        assertThat(IntStream.range(0, weights.length)
                        .mapToDouble(i -> weights[i])
                        .sum())
                .isCloseTo(
                        IntStream.range(0, weights.length)
                                .mapToDouble(i -> designWeights[i])
                                .sum(),
                        within(1e-9));
    }

    @Test
    void aRoundThatIsNotThereIsRefusedWithThoseThereAre() {
        assertThat(exit("export", "export-raund", "--out", path("export"))).isEqualTo(2);
        assertThat(error.toString())
                .contains("ROUND: There is no round \"export-raund\". The rounds are ")
                .contains("\"" + ROUND + "\"")
                .contains("Did you mean \"" + ROUND + "\"?");
        assertThat(folder.resolve("export")).doesNotExist();
    }

    @Test
    void whereNoInterviewIsInTheStatesItIsSaidHowManyThereAre() {
        assertThat(exit("export", ROUND, "--states", "returned,void", "--out", path("export")))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains("--states: Round \"" + ROUND + "\" has no complete interview that is returned or void."
                        + " It has 37 approved (complete), 1 approved (partial), 4 submitted (complete).");
        assertThat(folder.resolve("export")).doesNotExist();
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        assertThat(exit("export", ROUND, "--states", "aproved", "--out", path("export")))
                .isEqualTo(2);
        assertThat(error.toString()).contains("Unknown state \"aproved\".").contains("Did you mean \"approved\"?");
    }

    @Test
    void aFolderWithoutADatabaseIsNotMadeOne() {
        Path data = folder.resolve("data");
        assertThat(Kap.commandLine()
                        .setErr(new PrintWriter(error, true))
                        .execute("export", ROUND, "--data", data.toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("There is no database in " + data).contains("./kap serve");
        assertThat(data).doesNotExist();
    }

    private static String onRound(String data, String jobOnFile) {
        int begin = jobOnFile.indexOf("{\"file\"");
        return jobOnFile.substring(0, begin) + data + jobOnFile.substring(jobOnFile.indexOf("]},", begin) + 2);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void run(String... arguments) {
        assertThat(exit(arguments)).as(error.toString()).isZero();
    }

    private int exit(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", SERVICE.data().toString()));
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }

    private Table table(String name) {
        Faults faults = new Faults();
        Path file = folder.resolve(name).resolve(ROUND + ".csv");
        Table table = CsvTable.read(
                        List.of(new CsvTable.Source(file, "round")),
                        new CsvOptions(Set.of(), Set.of("_stratum", "_psu", "_wave", "remark"), Set.of()),
                        faults)
                .orElseThrow();
        assertThat(faults.list()).isEmpty();
        return table;
    }

    private static List<String> row(Table table, int row, String... columns) {
        return Stream.of(columns).map(name -> cells(table, name).get(row)).toList();
    }

    private static List<String> cells(Table table, String name) {
        Column column = table.column(name);
        return IntStream.range(0, table.rows())
                .mapToObj(row -> column.isMissing(row)
                        ? ""
                        : column instanceof NumericColumn numeric
                                ? Numbers.print(numeric.value(row))
                                : String.valueOf(((TextColumn) column).value(row)))
                .toList();
    }

    private Map<String, String> files(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder.resolve(name))) {
            for (Path file : found.filter(file -> !file.endsWith("timing.json")).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
