package org.kapsurvey.api.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The made-up frame of the documentation as the body of a request. */
public final class FrameBody {
    public static final Path FOLDER = Path.of("..", "docs", "frames", "made-up");
    public static final List<String> FILES = List.of("communes.csv", "groups.csv", "households.csv", "flags.csv");

    private FrameBody() {}

    /** The frame under an id of its own; {@code before} in the file of that name is replaced. */
    static String of(String id, String file, String before, String after) throws IOException {
        String mapping = Files.readString(FOLDER.resolve("frame.json")).replace("\"made-up\"", "\"" + id + "\"");
        JsonWriter json = new JsonWriter().beginObject().name("mapping").value(mapping);
        json.name("files").beginArray();
        for (String name : FILES) {
            String text = Files.readString(FOLDER.resolve(name));
            byte[] bytes = (name.equals(file) ? text.replace(before, after) : text).getBytes(StandardCharsets.UTF_8);
            json.beginObject().name("name").value(name).name("content").beginArray();
            for (int from = 0; from < bytes.length; from += 300) {
                byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 300));
                json.value(Base64.getEncoder().encodeToString(part));
            }
            json.endArray().endObject();
        }
        return json.endArray().endObject().toString();
    }

    /** The frame under an id of its own. */
    public static String of(String id) throws IOException {
        return of(id, "", "", "");
    }
}
