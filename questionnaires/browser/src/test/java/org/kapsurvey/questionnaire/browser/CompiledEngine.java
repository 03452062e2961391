package org.kapsurvey.questionnaire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code engine.js} in Node, by {@code engine-runner.mjs}. */
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
        return module("engine.js");
    }

    static byte[] module(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                EngineModule.class.getResourceAsStream("/web/" + file), file + " has not been compiled")) {
            return stream.readAllBytes();
        }
    }

    /**
     * The answers to all requests, in their order.
     *
     * @param module the text of an {@code engine.js} or {@code selection.js}
     */
    List<String> answers(byte[] module) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        try (Running engine = new Running(module)) {
            for (String request : requests.toString().lines().toList()) {
                engine.send(request);
            }
            engine.finish(answers::add);
        }
        return answers;
    }

    /** The module in a Node of its own, which answers while it is asked. */
    static final class Running implements AutoCloseable {
        private final Path errors;
        private final Process node;
        private final Writer requests;
        private final ExecutorService reading = Executors.newSingleThreadExecutor();
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final Future<?> reader;
        private int asked;

        Running(byte[] module) throws IOException {
            Path folder = Files.createTempDirectory(Path.of("target"), "engine-");
            Path engine = Files.write(folder.resolve("engine.mjs"), module);
            errors = folder.resolve("errors.txt");
            node = new ProcessBuilder(
                            "node", runner(folder).toString(), engine.toUri().toString())
                    .redirectError(errors.toFile())
                    .start();
            requests = new OutputStreamWriter(
                    new BufferedOutputStream(node.getOutputStream(), 1 << 16), StandardCharsets.UTF_8);
            reader = reading.submit(() -> {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        answers.add(line);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** One request, as the runner describes them. */
        void ask(String... request) throws IOException {
            JsonWriter out = new JsonWriter().beginArray();
            for (String part : request) {
                out.value(part);
            }
            send(out.endArray().toString());
        }

        void send(String request) throws IOException {
            requests.write(request);
            requests.write('\n');
            asked++;
        }

        /** Takes the answers to everything that was asked. */
        void finish(Consumer<String> taken) throws IOException, InterruptedException {
            requests.flush();
            for (; asked > 0; asked--) {
                String line = answers.poll(60, TimeUnit.SECONDS);
                if (line == null) {
                    throw new IllegalStateException("Node gave no answer in 60 s: " + Files.readString(errors));
                }
                taken.accept(((JsonText) JsonReader.read("answers.jsonl", line)).value());
            }
        }

        @Override
        public void close() {
            node.destroy();
            reader.cancel(true);
            reading.shutdownNow();
        }
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
