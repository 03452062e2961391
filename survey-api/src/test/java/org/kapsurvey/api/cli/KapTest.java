package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class KapTest {
    @Test
    void withoutACommandTheCommandsAreListed() {
        StringWriter out = new StringWriter();
        int exit = Kap.commandLine().setOut(new PrintWriter(out)).execute();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Usage: kap").contains("demo", "serve", "check", "analyse");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        StringWriter out = new StringWriter();
        assertThat(Kap.commandLine().setOut(new PrintWriter(out)).execute("--version"))
                .isZero();
        assertThat(out.toString().strip()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    }

    @Test
    void anUnknownCommandIsAFaultOfTheInput() {
        StringWriter error = new StringWriter();
        int exit = Kap.commandLine().setErr(new PrintWriter(error)).execute("fly");
        assertThat(exit).isEqualTo(2);
        assertThat(error.toString()).contains("fly");
    }
}
