package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents at the top of the repository name what is there. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theReadmeExplainsEveryCommandAndNoOther() throws IOException {
        Set<String> rows = found("(?m)^\\| `\\./kap ([a-z-]+)", "README.md");
        assertThat(rows).isEqualTo(Kap.commandLine().getSubcommands().keySet());
    }

    @Test
    void everyFileThatADocumentLinksToExists() throws IOException {
        for (String document : new String[] {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"}) {
            assertThat(found("\\]\\(([^):#]+)\\)", document))
                    .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
        }
    }

    @Test
    void everyClassThatTheMapNamesExists() throws IOException {
        Set<String> named = found("`(?:[a-z]+/)*([A-Z][A-Za-z]+)`", "ARCHITECTURE.md");
        named.addAll(found("([A-Z][A-Za-z]+Test)\\b", "ARCHITECTURE.md"));
        Set<String> classes;
        try (Stream<Path> files = Files.walk(ROOT)) {
            classes = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(named).hasSizeGreaterThan(8);
        assertThat(classes).containsAll(named);
    }

    private static Set<String> found(String pattern, String document) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}
