package org.kapsurvey.api.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.kapsurvey.api.hash.Sha256;

/**
 * A form of as many questions as wanted and interviews with it: in turn several choices out of eight, a number with a constraint, and a
 * text that is asked because of that number. Every interview is complete.
 */
final class MadeUpForm {
    private static final String ID = "made-up";

    private final int questions;
    private final byte[] content;

    MadeUpForm(int questions) {
        this.questions = questions;
        this.content = content(questions).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the form where a service that is started with this folder as its home publishes it. */
    void writeTo(Path home) throws IOException {
        Path folder = home.resolve("questionnaires").resolve("forms").resolve(ID);
        Files.createDirectories(folder);
        Files.write(folder.resolve("v1.json"), content);
    }

    /** The first revision of an interview, as a device sends it. */
    byte[] interview(UUID id, Random random) {
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < questions; i++) {
            answers.append(i == 0 ? "" : ",").append("\"q").append(i).append("\":\"");
            switch (i % 3) {
                case 0 -> answers.append("a ").append((char) ('b' + random.nextInt(7)));
                case 1 -> answers.append(random.nextInt(100));
                default ->
                    answers.append("Trạm y tế xã số ")
                            .append(random.nextInt(1_000))
                            .append(", gần nhà văn hóa thôn, đi bộ mất mười lăm phút");
            }
            answers.append('"');
        }
        return """
                {"format":"kap-interview/1","interview":"%s","revision":1,"questionnaire":{"form":"%s","version":"1","hash":"%s"},\
                "engine":"%s","round":null,"selection":null,"device":{"openedAt":"2026-11-21T08:00:00Z",\
                "finishedAt":"2026-11-21T08:20:00Z","today":"2026-11-21","language":"vi"},"outcome":"complete","answers":{%s}}""".formatted(id, ID, Sha256.hex(content), "0".repeat(64), answers)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String content(int questions) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            String kind = switch (i % 3) {
                case 0 -> "\"select_multiple place\"";
                case 1 -> "\"integer\", \"constraint\": \". >= 0 and . < 100\"";
                default -> "\"text\", \"relevant\": \"${q" + (i - 1) + "} >= 0\"";
            };
            rows.add("{\"type\": " + kind + ", \"name\": \"q" + i + "\", \"label\": {\"vi\": \"Câu hỏi " + i
                    + "\"}, \"required\": true}");
        }
        List<String> choices = IntStream.range(0, 8)
                .mapToObj(i -> "{\"list_name\": \"place\", \"name\": \"" + (char) ('a' + i)
                        + "\", \"label\": {\"vi\": \"Nơi " + i + "\"}}")
                .toList();
        return "{\"settings\": {\"form_id\": \"" + ID + "\", \"version\": \"1\", \"default_language\": \"vi\","
                + " \"title\": {\"vi\": \"Phiếu thử tải\"}},\n\"survey\": [\n" + String.join(",\n", rows)
                + "\n],\n\"choices\": [\n" + String.join(",\n", choices) + "\n]}\n";
    }
}
