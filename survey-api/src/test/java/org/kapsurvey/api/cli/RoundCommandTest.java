package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.sample.SampleStore;

/** {@code kap round}, while a service uses the same database. */
class RoundCommandTest {
    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter error = new StringWriter();

    private int run(String... arguments) {
        out = new StringWriter();
        error = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("round")) {
            all.addAll(List.of("--data", SERVICE.data().toString()));
        }
        return Kap.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(all.toArray(String[]::new));
    }

    private int open(String round, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "round",
                "open",
                round,
                "--title",
                "Khảo sát KAP năm 2027",
                "--year",
                "2027",
                "--plan",
                "round-plan",
                "--form",
                "test-form",
                "--design-effect",
                "1.8"));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void aRoundIsOpenedWithItsSampleListedAndLocked() throws Exception {
        new PlanStore(SERVICE.database()).publish("round-plan", TestService.plan("round-plan"));
        StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n");
        for (int i = 10; i < 30; i++) {
            frame.append("commune,81%d,,Xã %d,xã,rural,,%d\n".formatted(i, i, 3_000 + 211 * i));
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-3", "seed": "s", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "stages": [{"unit": "commune", "count": 6}, {"unit": "household", "count": 4}]}
                """);
        String drawn = folder.resolve("drawn").toString();
        assertThat(run("sample", "draw", folder.resolve("sample.json").toString(), "--out", drawn))
                .isZero();

        assertThat(open("round-command", "--sample", drawn))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .isEqualTo("Round round-command: plan round-plan, form test-form 1, 2027, sample mau-3%n".formatted());
        assertThat(new SampleStore(SERVICE.database())
                        .find("round-command")
                        .orElseThrow()
                        .first())
                .hasSize(6);
        assertThat(open("round-command", "--sample", drawn)).isZero();
        assertThat(out.toString()).contains("(was open already)");
        assertThat(open("round-command", "--title-en", "Another")).isEqualTo(2);
        assertThat(error.toString()).contains("This id is published with other content");

        assertThat(run("round", "list")).isZero();
        assertThat(out.toString())
                .contains("round-command \"Khảo sát KAP năm 2027\" 2027, plan round-plan, form test-form 1,"
                        + " sample mau-3, open");
        assertThat(run("round", "lock", "round-command")).isZero();
        assertThat(out.toString()).contains("Round round-command is locked\n");
        assertThat(run("round", "lock", "round-command")).isZero();
        assertThat(out.toString()).contains("(was locked already)");
        assertThat(run("round", "list")).isZero();
        assertThat(out.toString()).contains("sample mau-3, locked 20");
        assertThat(run("round", "lock", "no-such")).isEqualTo(2);
        assertThat(error.toString()).contains("There is no survey round with this id.");
    }

    @Test
    void everyFaultOfAnOpeningIsToldAtOnceAndNothingIsOpened() {
        new PlanStore(SERVICE.database()).publish("round-plan", TestService.plan("round-plan"));
        int exit = run(
                "round",
                "open",
                "Đợt 1",
                "--title",
                " ",
                "--year",
                "27",
                "--plan",
                "round-plam",
                "--form",
                "test-form:9",
                "--design-effect",
                "0.5",
                "--sample",
                folder.resolve("none").toString());
        assertThat(exit).isEqualTo(2);
        assertThat(error.toString())
                .contains("ROUND: \"Đợt 1\" can't be the id of a round.")
                .contains("--title: A title must have 1 to 200 letters.")
                .contains("--year: The year must be from 2000 to 2200, found 27.")
                .contains("--plan: There is no plan \"round-plam\".", "Did you mean \"round-plan\"?")
                .contains("--form: There is no questionnaire \"test-form:9\".", "test-form:1")
                .contains("--design-effect: The design effect must be 1 or more.")
                .contains("run.json");
        assertThat(open("round-nothing", "--sample", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(new RoundStore(SERVICE.database()).find("round-nothing")).isEmpty();
    }
}
