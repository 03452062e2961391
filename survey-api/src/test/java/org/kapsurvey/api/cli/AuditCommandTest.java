package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.AuditKey;

/** {@code ./kap audit} beside a running service. */
class AuditCommandTest {
    private final TestService service = TestService.shared();
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void theHeadIsPrintedAndFoundAgainInTheAuditThatGoesOn() throws Exception {
        assertThat(run("head")).isZero();
        String head = out.toString().strip();
        assertThat(head).matches("[0-9]+ [0-9a-f]{64} [0-9T:-]+Z");
        Path file = Files.writeString(folder.resolve("heads"), head + "\n");
        UUID id = UUID.randomUUID();
        byte[] body = TestService.bytes(TestService.interview(id, 1));
        assertThat(service.put(id, 1, body).statusCode()).isEqualTo(201);
        assertThat(run("verify", "--head", file.toString(), "--head", head.replaceAll(".* (.*) .*", "$1")))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .matches(
                        "(?s).*The audit is whole: [0-9]+ entries in a chain; 2 heads kept elsewhere are in it\\.\\s*");
    }

    @Test
    void aHeadThatIsNotInTheAuditIsAFault() throws Exception {
        assertThat(run("verify", "--head", "a".repeat(64))).isEqualTo(1);
        Path file =
                Files.writeString(folder.resolve("heads"), "999999999 " + "b".repeat(64) + " 2026-11-23T00:00:00Z\n");
        assertThat(run("verify", "--head", file.toString())).isEqualTo(1);
        assertThat(error.toString())
                .containsPattern("Entry [0-9]+ is the last, and none has the hash that was kept elsewhere")
                .containsPattern("Entry [0-9]+ is missing: the audit was longer");
        Files.writeString(file, "no head\n");
        assertThat(run("verify", "--head", file.toString())).isEqualTo(2);
        assertThat(run("verify", "--head", folder.resolve("none").toString())).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNotThereIsNamedAndCanBeBrought() throws Exception {
        Path key = service.data().resolve(AuditKey.FILE);
        Path elsewhere = folder.resolve("key-of-another-machine");
        Files.move(key, elsewhere);
        try {
            assertThat(run("verify")).isEqualTo(2);
            assertThat(error.toString())
                    .contains("are sealed with a key that is not here")
                    .contains("(" + AuditKey.of(elsewhere).id() + ")");
            assertThat(run("verify", "--key", elsewhere.toString())).isZero();
            assertThat(CommandLines.kap(new PrintWriter(out), new PrintWriter(error))
                            .execute("user", "add", "t-no-key", "--role", "manager", "--random", "--data", data()))
                    .as("nothing is done that the audit could not tell of")
                    .isEqualTo(2);
            assertThat(error.toString()).contains("The key of the audit is missing");
        } finally {
            Files.move(elsewhere, key);
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data()));
        return CommandLines.kap(new PrintWriter(out), new PrintWriter(error)).execute(all.toArray(String[]::new));
    }

    private String data() {
        return service.data().toString();
    }
}
