package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher {@code kap} in a folder without a program and on a path without Maven: it either asks for Maven, because it would build, or
 * starts Java, which finds no program.
 */
class LauncherTest {
    private static final Instant BUILT = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<String> TOOLS = List.of("bash", "dirname", "find");

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path tools = Path.of("");

    private record Ended(int exit, String said) {}

    @BeforeEach
    void lay() throws IOException {
        home = folder.resolve("home");
        for (String each : List.of("questionnaires", "migrations", "analysis", ".mvn")) {
            Files.createDirectories(home.resolve(each));
        }
        Files.copy(projectHome().resolve("kap"), write(home.resolve("kap")), StandardCopyOption.REPLACE_EXISTING);
        written("pom.xml", BUILT.minusSeconds(60));
        for (String file : List.of(
                "questionnaires/forms/youth/v1.json",
                "questionnaires/blocks/sex/v1.json",
                "questionnaires/plans/hai-phong.json",
                "questionnaires/src/main/java/Form.java",
                "survey-api/src/main/java/Api.java")) {
            written(file, BUILT.minusSeconds(60));
        }
        written("survey-api/target/kap.built", BUILT);
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path script = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec '" + onPath(tool) + "' \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
    }

    @Test
    void whatIsBuiltAndNotOlderThanItsSourcesIsStarted() throws Exception {
        assertThat(kap("check").said()).contains("org.kapsurvey.api.cli.Kap").doesNotContain("Maven");
        assertThat(kap("serve").said()).contains("org.kapsurvey.api.cli.Kap").doesNotContain("Maven");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "questionnaires/forms/youth/v1.json",
                "questionnaires/blocks/sex/v1.json",
                "questionnaires/plans/hai-phong.json"
            })
    void formsBlocksAndPlansThatChangeAreBuiltForOtherCommandsAlone(String file) throws Exception {
        written(file, BUILT.plusSeconds(60));
        for (String command : List.of("check", "import-xlsform", "export-xlsform")) {
            assertThat(kap(command).said())
                    .as(command)
                    .contains("org.kapsurvey.api.cli.Kap")
                    .doesNotContain("Maven");
        }
        for (String command : List.of("serve", "demo", "analyse")) {
            assertThat(kap(command))
                    .as(command)
                    .isEqualTo(new Ended(
                            2,
                            "KAP Survey must be built first and needs Maven 3.8.7 or newer (Debian: apt-get install"
                                    + " maven).\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "questionnaires/src/main/java/Form.java",
                "survey-api/src/main/java/Api.java",
                "survey-api/src/main/resources/plans/x.json",
                "pom.xml"
            })
    void sourcesThatChangeAreBuiltForEveryCommand(String file) throws Exception {
        written(file, BUILT.plusSeconds(60));
        assertThat(kap("check").exit()).isEqualTo(2);
        assertThat(kap("check").said()).contains("needs Maven");
        assertThat(kap("serve").said()).contains("needs Maven");
    }

    @Test
    void whatWasNeverBuiltIsBuiltForEveryCommand() throws Exception {
        Files.delete(home.resolve("survey-api/target/kap.built"));
        assertThat(kap("check").said()).contains("needs Maven");
    }

    private Ended kap(String command) throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder(
                tools.resolve("bash").toString(), home.resolve("kap").toString(), command);
        launcher.redirectErrorStream(true);
        launcher.environment().clear();
        launcher.environment().put("PATH", tools.toString());
        launcher.environment().put("LC_ALL", "C");
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process running = launcher.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(running.waitFor(), said);
    }

    private void written(String file, Instant when) throws IOException {
        Files.setLastModifiedTime(write(home.resolve(file)), FileTime.from(when));
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private static Path onPath(String tool) {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path found = Path.of(place).resolve(tool);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new IllegalStateException("There is no " + tool + " on the path.");
    }

    private static Path projectHome() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("kap"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("The tests must run inside the project's folder");
        }
        return at;
    }
}
