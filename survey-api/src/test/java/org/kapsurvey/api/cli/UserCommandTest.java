package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;

/** {@code ./kap user} beside a running service. */
class UserCommandTest {
    private static final String PASSWORD = "voi xanh đi học 7";

    private final TestService service = TestService.shared();
    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void forgetFailures() {
        service.database().write(tables -> tables.execute("delete from login_bucket"));
    }

    @Test
    void anAccountIsAddedWithThePasswordOfTheStandardInputAndListed() throws Exception {
        assertThat(run(PASSWORD + "\n", "add", name, "--role", "surveyor", "--name", "Trần Văn Bình", "--area", "31"))
                .isZero();
        assertThat(out.toString())
                .isEqualTo("Account " + name + " is there, with the role surveyor." + System.lineSeparator());
        assertThat(logIn(PASSWORD)).isEqualTo(200);
        assertThat(run("", "list")).isZero();
        assertThat(out.toString())
                .contains(name + "\tsurveyor\t31\tTrần Văn Bình\t")
                .doesNotContain("argon2");
    }

    @Test
    void aPasswordMadeAtRandomIsShownOnceAndIsRight() throws Exception {
        assertThat(run("", "add", name, "--role", "administrator", "--random")).isZero();
        assertThat(logIn(shown())).isEqualTo(200);
        String before = shown();
        out.getBuffer().setLength(0);
        assertThat(run("", "password", name, "--random")).isZero();
        assertThat(shown()).isNotEqualTo(before);
        assertThat(logIn(before)).isEqualTo(401);
        assertThat(logIn(shown())).isEqualTo(200);
    }

    @Test
    void whoIsDisabledCanNotLogInUntilHeIsEnabled() throws Exception {
        assertThat(run(PASSWORD, "add", name, "--role", "manager")).isZero();
        assertThat(run("", "disable", name)).isZero();
        assertThat(logIn(PASSWORD)).isEqualTo(401);
        assertThat(run("", "list")).isZero();
        assertThat(out.toString()).contains(name + "\tmanager\tall\t" + name + "\tdisabled");
        assertThat(run("", "enable", name)).isZero();
        assertThat(logIn(PASSWORD)).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsToldWithTheCureAndNothingIsAdded() {
        assertThat(run("short\n", "add", name, "--role", "manager")).isEqualTo(2);
        assertThat(run("", "add", name, "--role", "manager")).isEqualTo(2);
        assertThat(run(PASSWORD, "add", name, "--role", "boss")).isEqualTo(2);
        assertThat(run(PASSWORD, "add", name, "--role", "surveyor")).isEqualTo(2);
        assertThat(run(PASSWORD, "add", name, "--role", "surveyor", "--area", "abc"))
                .isEqualTo(2);
        assertThat(run(PASSWORD, "add", "Lan Anh", "--role", "manager")).isEqualTo(2);
        assertThat(run("", "disable", name)).isEqualTo(2);
        assertThat(error.toString().lines())
                .containsExactly(
                        "The password of a manager must have 12 characters or more, found 5. Several words that have"
                                + " nothing to do with one another are easy to remember.",
                        "The password is read from the console or from the first line of the standard input, and there was"
                                + " none. --random makes one.",
                        "--role must be one of surveyor, supervisor, statistician, manager, administrator, found \"boss\".",
                        "A surveyor needs the code of at least one province or commune.",
                        "An area must be the code of a province (2 digits) or a commune (5 digits), found \"abc\".",
                        "A login name must begin with a small letter and have 2 to 40 small letters without accents,"
                                + " digits, dots, - or _, for instance lan.nt.",
                        "There is no account " + name + ". ./kap user list lists them.");
        assertThat(run("", "list")).isZero();
        assertThat(out.toString()).doesNotContain(name);
    }

    @Test
    void aNameThatIsTakenIsToldAndItsAccountStaysAsItWas() throws Exception {
        assertThat(run(PASSWORD, "add", name, "--role", "manager")).isZero();
        assertThat(run("trâu đen về làng 8", "add", name, "--role", "statistician"))
                .isEqualTo(2);
        assertThat(error.toString()).contains("There is an account " + name + " already.");
        assertThat(logIn(PASSWORD)).isEqualTo(200);
    }

    private String shown() {
        Matcher shown =
                Pattern.compile("Password: (\\S+) – it is shown this once only").matcher(out.toString());
        assertThat(shown.find()).as(out.toString()).isTrue();
        return shown.group(1);
    }

    private int logIn(String password) throws Exception {
        return TestService.send(HttpRequest.newBuilder(service.uri().resolve("/api/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"))
                        .build())
                .statusCode();
    }

    private int run(String input, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "user";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = service.data().toString();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Kap.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(error, true))
                    .execute(all);
        } finally {
            System.setIn(before);
        }
    }
}
