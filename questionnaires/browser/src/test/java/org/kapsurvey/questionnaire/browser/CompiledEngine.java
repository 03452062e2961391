package org.kapsurvey.questionnaire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code engine.js} in Node: asks it many things in one run of {@code engine-runner.mjs}. */
final class CompiledEngine {
    private final StringBuilder requests = new StringBuilder();

    /** One request, as the runner describes them. */
    void ask(String... request) {
        JsonWriter out = new JsonWriter().beginArray();
        for (String part : request) {
            out.value(part);
        }
        requests.append(out.endArray()).append('\n');
    }

    static boolean hasNode() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            try (InputStream output = node.getInputStream()) {
                output.readAllBytes();
            }
            return node.waitFor(20, TimeUnit.SECONDS) && node.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The module's own bytes. */
    static byte[] module() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                EngineModule.class.getResourceAsStream("/web/engine.js"), "engine.js has not been compiled")) {
            return stream.readAllBytes();
        }
    }

    /**
     * The answers to all requests, in their order.
     *
     * @param module the text of an {@code engine.js}
     */
    List<String> answers(byte[] module) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of("target"), "engine-");
        Path engine = Files.write(folder.resolve("engine.mjs"), module);
        Path input = Files.writeString(folder.resolve("requests.jsonl"), requests);
        Path output = folder.resolve("answers.jsonl");
        Path errors = folder.resolve("errors.txt");
        Process node = new ProcessBuilder(
                        "node", runner(folder).toString(), engine.toUri().toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!node.waitFor(60, TimeUnit.SECONDS)) {
            node.destroyForcibly();
            throw new IllegalStateException("Node took more than 60 s");
        }
        if (node.exitValue() != 0) {
            throw new IllegalStateException("Node ended with " + node.exitValue() + ": " + Files.readString(errors));
        }
        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(output, StandardCharsets.UTF_8)) {
            answers.add(((JsonText) JsonReader.read("answers.jsonl", line)).value());
        }
        return answers;
    }

    /** Bytes at which answers differ from what the JVM says, a missing or surplus byte being one too. */
    static int differentBytes(List<String> answers, List<String> expected) {
        assertThat(answers).hasSameSizeAs(expected);
        int different = 0;
        for (int i = 0; i < answers.size(); i++) {
            byte[] one = answers.get(i).getBytes(StandardCharsets.UTF_8);
            byte[] other = expected.get(i).getBytes(StandardCharsets.UTF_8);
            different += Math.abs(one.length - other.length);
            for (int at = 0; at < Math.min(one.length, other.length); at++) {
                different += one[at] == other[at] ? 0 : 1;
            }
        }
        return different;
    }

    private static Path runner(Path folder) {
        try (InputStream stream =
                Objects.requireNonNull(CompiledEngine.class.getResourceAsStream("/engine-runner.mjs"))) {
            return Files.write(folder.resolve("runner.mjs"), stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
