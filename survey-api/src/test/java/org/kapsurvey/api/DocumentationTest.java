package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.interview.Documented;

/** What a page of docs/ lists is what the program has. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROUTE = Pattern.compile("routes\\.(get|put|post|delete|patch)\\(\"([^\"]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\bKAP_[A-Z]+(?:_[A-Z]+)*\\b");

    @Test
    void everyRouteIsDocumented() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/api.md"));
        Matcher route = ROUTE.matcher(Files.readString(Path.of("src/main/java/org/kapsurvey/api/App.java")));
        List<String> found = new ArrayList<>();
        while (route.find()) {
            String address = route.group(1).toUpperCase(Locale.ROOT) + " " + route.group(2);
            found.add(address);
            String documented = address.replace("/<file>", "/…").replace("/{revision}", "/{n}");
            assertThat(page).as(address).contains("`" + documented + "`");
        }
        assertThat(found).hasSizeGreaterThan(10);
    }

    @Test
    void everyReasonForAQuarantineIsDocumented() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/api.md"));
        assertThat(Documented.quarantineCodes())
                .isNotEmpty()
                .allSatisfy(code -> assertThat(page).contains("| `" + code + "` |"));
    }

    @Test
    void everyEnvironmentVariableIsDocumented() throws IOException {
        Set<String> variables = new TreeSet<>(variables(ROOT.resolve("kap")));
        for (String module : List.of("survey-api", "migrations/postgres", "migrations", "analysis")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    variables.addAll(variables(file));
                }
            }
        }
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        assertThat(variables).contains("KAP_DATABASE_URL", "KAP_JAVA_OPTIONS");
        assertThat(variables).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private static Set<String> variables(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = VARIABLE.matcher(Files.readString(file));
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }
}
