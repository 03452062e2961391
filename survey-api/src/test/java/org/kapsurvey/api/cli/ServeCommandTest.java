package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeCommandTest {
    @TempDir
    Path folder;

    private final StringWriter error = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void anAddressThatOthersReachIsRefused(String address) {
        assertThat(serve("--address", address)).isEqualTo(2);
        assertThat(error.toString())
                .contains("without encryption: passwords")
                .contains("--tls-certificate", "127.0.0.1");
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(serve("--port", Integer.toString(other.getLocalPort()))).isEqualTo(2);
            assertThat(error.toString())
                    .contains("Port " + other.getLocalPort() + " of 127.0.0.1 is taken")
                    .contains("--port");
            assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
        }
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        assertThat(serve("--port", "99999")).isEqualTo(2);
        assertThat(error.toString()).isEqualToIgnoringNewLines("--port must be from 0 to 65535, found 99999.");
    }

    @Test
    void aPortOfMetricsThatIsNoneIsNamed() {
        assertThat(serve("--metrics-port", "-1")).isEqualTo(2);
        assertThat(error.toString()).isEqualToIgnoringNewLines("--metrics-port must be from 0 to 65535, found -1.");
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @Test
    void everyFaultOfEveryFileIsListedWithItsPlace() throws Exception {
        Path good = Path.of("src/test/resources/home/questionnaires/forms/test-form/v1.json");
        Path bad = folder.resolve("bad.json");
        Files.writeString(
                bad, Files.readString(good).replace("\"integer\"", "\"integr\"").replace("${heard}", "${hard}"));
        Path odd = folder.resolve("odd.json");
        Files.writeString(odd, "{\"a\": 1}");
        Path none = folder.resolve("none.json");
        assertThat(run("check", good.toString(), bad.toString(), odd.toString(), none.toString()))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains(bad + ":10:14: Unknown question type \"integr\".")
                .contains(bad + ":16:")
                .contains(odd + ":1:1: This is neither a form")
                .contains(none + ": There is no such file.")
                .doesNotContain(good.toString());
    }

    @Test
    void aFileWithoutFaultsIsSaidToHaveNone() {
        assertThat(run("check", "src/test/resources/home/questionnaires/forms/test-form/v1.json"))
                .isZero();
        assertThat(error.toString()).isEmpty();
    }

    @Test
    void aPlanIsCheckedAgainstTheFormsOfTheProject() throws Exception {
        Path home = Path.of("..");
        Path plan = home.resolve("questionnaires/plans/hai-phong-2026-2030.json");
        Path wrong = folder.resolve("plan.json");
        Files.writeString(wrong, Files.readString(plan).replace("${exp_rights}", "${exp_right}"));
        System.setProperty("kap.home", home.toString());
        try {
            assertThat(run("check", plan.toString())).isZero();
            assertThat(run("check", wrong.toString())).isEqualTo(2);
        } finally {
            System.clearProperty("kap.home");
        }
        assertThat(error.toString())
                .contains(wrong + ":")
                .contains("Form \"reproductive-age\" has no question \"exp_right\"")
                .contains("exp_rights");
    }

    @Test
    void aFormIsCheckedWithTheBlocksOfTheProject() throws Exception {
        Path form = folder.resolve("questionnaires/forms/test-form/v1.json");
        Path block = folder.resolve("questionnaires/blocks/again/v1.json");
        Files.createDirectories(form.getParent());
        Files.createDirectories(block.getParent());
        String source = Files.readString(Path.of("src/test/resources/home/questionnaires/forms/test-form/v1.json"));
        String row = "{'type': 'block', 'name': 'again', 'version': '1'},".replace('\'', '"');
        Files.writeString(form, source.replace("\"survey\": [", "\"survey\": [" + row));
        String head = "{'block': {'name': 'again', 'version': '1', 'languages': ['vi', 'en']},";
        String more = "'survey': [{'type': 'integr', 'name': 'more', 'label': {'vi': 'Thêm?', 'en': 'More?'}}]}";
        Files.write(block, List.of(head.replace('\'', '"'), more.replace('\'', '"')));
        System.setProperty("kap.home", folder.toString());
        try {
            assertThat(run("check", block.toString())).isZero();
            assertThat(run("check", form.toString())).isEqualTo(2);
            assertThat(error.toString()).contains(block + ":2:21: Unknown question type \"integr\".");
            Files.writeString(block, Files.readString(block).replace("integr", "integer"));
            assertThat(run("check", form.toString())).isZero();
        } finally {
            System.clearProperty("kap.home");
        }
    }

    private int serve(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "serve";
        all[1] = "--data";
        all[2] = folder.resolve("data").toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return run(all);
    }

    private int run(String... arguments) {
        return Kap.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(error, true))
                .execute(arguments);
    }
}
