package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.sample.SampleStore;

/** {@code kap sample load}, while a service uses the same database. */
class SampleLoadCommandTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String ROUND = "load-command";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void surveyorsAreSentEvenlyAndNobodyWhereHeDeliversAndAFaultKeepsNothing() throws IOException {
        new QuestionnaireStore(SERVICE.database()).publish("test-form/v1.json", TestService.form());
        new PlanStore(SERVICE.database()).publish("load-plan", "{}".getBytes(StandardCharsets.UTF_8));
        new RoundStore(SERVICE.database())
                .open(
                        new Round(ROUND, "load-plan", "test-form", "1", "Đợt thử mẫu", "Sample round", 2027, 1.5, true),
                        List.of());
        StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n");
        for (int i = 10; i < 30; i++) {
            frame.append("commune,81%d,,Xã %d,xã,rural,,%d\n".formatted(i, i, 3_000 + 211 * i));
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-2", "seed": "s", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "stages": [{"unit": "commune", "count": 6}, {"unit": "household", "count": 4}]}
                """);
        assertThat(run("sample", "draw", path("sample.json"), "--out", path("drawn")))
                .as(error.toString())
                .isZero();
        List<String> codes = Files.readAllLines(folder.resolve("drawn/psus.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[3])
                .toList();

        Path alone = Files.writeString(folder.resolve("alone.csv"), "surveyor,delivers\ndtv-1," + codes.get(0) + "\n");
        assertThat(load("--surveyors", alone.toString())).isEqualTo(2);
        assertThat(error.toString()).contains("Nobody may work in 1 clusters: " + codes.get(0));
        assertThat(new SampleStore(SERVICE.database()).find(ROUND)).isEmpty();

        Path surveyors = Files.writeString(
                folder.resolve("surveyors.csv"),
                "surveyor,delivers\ndtv-1,%s %s\ndtv-2,81\ndtv-3,81\n".formatted(codes.get(0), codes.get(1)));
        Path assign = Files.writeString(folder.resolve("assign.csv"), "cluster,surveyor\n" + codes.get(5) + ",dtv-3\n");
        assertThat(load("--surveyors", surveyors.toString(), "--assign", assign.toString()))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Round load-command: 6 units, 0 households and 0 persons are new; 6 clusters")
                .contains("that are no area of this sample and keep nobody out of a cluster: 81. That is right");
        Map<String, String> assignments = new SampleStore(SERVICE.database()).assignments(ROUND);
        assertThat(assignments.keySet()).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(assignments.get(codes.get(5))).isEqualTo("dtv-3");
        assertThat(List.of(
                        String.valueOf(assignments.get(codes.get(0))), String.valueOf(assignments.get(codes.get(1)))))
                .doesNotContain("dtv-1");
        for (String surveyor : List.of("dtv-1", "dtv-2", "dtv-3")) {
            assertThat(assignments.values().stream().filter(surveyor::equals)).hasSize(2);
        }
        assertThat(load()).isZero();
        assertThat(new SampleStore(SERVICE.database()).assignments(ROUND)).isEqualTo(assignments);
    }

    @Test
    void aSampleOfOtherGroupsIsRefusedAndWhoIsNotAskedMustBeSaid() throws IOException {
        String form = new String(TestService.form(), StandardCharsets.UTF_8)
                .replace("\"test-form\"", "\"load-older\"")
                .replaceFirst("\"version\"", "\"target_group\": \"older-people\", \"version\"");
        new QuestionnaireStore(SERVICE.database()).publish("load-older/v1.json", form.getBytes(StandardCharsets.UTF_8));
        new PlanStore(SERVICE.database()).publish("load-plan", "{}".getBytes(StandardCharsets.UTF_8));
        StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n");
        for (int i = 10; i < 30; i++) {
            frame.append("commune,82%d,,Xã %d,xã,rural,,%d\n".formatted(i, i, 3_000 + 211 * i));
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-3", "seed": "s", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "stages": [{"unit": "commune", "count": 6}, {"unit": "household", "count": 4},
                            {"unit": "person", "groups": ["older"]}]}
                """);
        assertThat(run("sample", "draw", path("sample.json"), "--out", path("drawn")))
                .as(error.toString())
                .isZero();
        RoundStore rounds = new RoundStore(SERVICE.database());
        Round round = new Round("load-groups", "load-plan", "load-older", "1", "Đợt", "Round", 2027, 1.5, true);
        String data = SERVICE.data().toString();
        rounds.open(round);
        assertThat(run("sample", "load", round.id(), path("drawn"), "--data", data))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains("No form of the round is asked of the groups \"older\"", "load-older: \"older-people\"");
        assertThat(new SampleStore(SERVICE.database()).find(round.id())).isEmpty();
        assertThat(run("sample", "load", round.id(), path("drawn"), "--not-asked", "older", "--data", data))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Not asked in this round: persons drawn for older")
                .contains("Nobody of the sample is asked load-older: \"older-people\"");
    }

    private int load(String... more) {
        String[] arguments = new String[6 + more.length];
        List<String> first = List.of(
                "sample", "load", ROUND, path("drawn"), "--data", SERVICE.data().toString());
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i < 6 ? first.get(i) : more[i - 6];
        }
        return run(arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... arguments) {
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments);
    }
}
