package org.kapsurvey.api.frame;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.io.FrameFiles;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.FindingsJson;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Days;

/** The addresses under {@code /api/frames}. The body of a post is the mapping and the files that it names. */
public final class FrameResource {
    private final FrameStore frames;

    public FrameResource(FrameStore frames) {
        this.frames = frames;
    }

    /** {@code GET /api/frames}: every version of every frame, the newest first. */
    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("frames").beginArray();
        frames.list().forEach(frame -> frame.write(json));
        answer(context, json.endArray().endObject());
    }

    /** {@code POST /api/frames/check}: every fault and warning of a frame, and what it holds if it has no fault. Nothing is kept. */
    public void check(Context context) {
        FrameFiles.Outcome outcome = read(context);
        JsonWriter json = new JsonWriter().beginObject();
        json.name("faults").raw(FindingsJson.of(outcome.faults()));
        json.name("warnings").raw(FindingsJson.of(outcome.warnings()));
        outcome.history().ifPresent(history -> FrameJson.write(json.name("content"), history, history.date()));
        answer(context, json.endObject());
    }

    /** {@code POST /api/frames}: 201 and the new version; the same frame again 200 and the version that it is. */
    public void post(Context context) {
        FrameFiles.Outcome outcome = read(context);
        if (outcome.history().isEmpty()) {
            throw Problems.FRAME_REFUSED.exception(Details.none().withFaults(FindingsJson.of(outcome.faults())));
        }
        FrameStore.Imported imported = frames.add(outcome.history().get());
        StoredFrame frame = imported.frame();
        JsonWriter json = new JsonWriter();
        frame.write(json);
        context.status(imported.fresh() ? 201 : 200)
                .header("Location", "/api/frames/" + frame.id() + "/" + frame.version());
        answer(context, json);
    }

    /** {@code GET /api/frames/{frame}/{version}}: what the frame holds, as of its own day or of {@code ?date=}. */
    public void content(Context context) {
        StoredFrame frame = frame(context);
        JsonWriter json = new JsonWriter().beginObject();
        frame.write(json.name("stored"));
        try {
            FrameJson.write(json.name("content"), history(frame), day(context, frame));
        } catch (DesignException e) {
            throw noSuchDay(context);
        }
        answer(context, json.endObject());
    }

    /** {@code GET /api/frames/{frame}/{version}/areas.csv}: the areas as of a day; SHA-256 of the file is the frame's hash. */
    public void areas(Context context) {
        StoredFrame frame = frame(context);
        LocalDate day = day(context, frame);
        try {
            byte[] csv = history(frame).asOf(day).csv().getBytes(StandardCharsets.UTF_8);
            attach(context, FramesOfPlans.file(frame, day));
            context.contentType("text/csv; charset=utf-8").result(csv);
        } catch (DesignException e) {
            throw noSuchDay(context);
        }
    }

    /** {@code GET /api/frames/{frame}/{version}/files}: the whole frame as files that read the same frame again. */
    public void files(Context context) {
        StoredFrame frame = frame(context);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : history(frame).files().entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        attach(context, frame.id() + "-" + frame.version() + ".zip");
        context.contentType("application/zip").result(bytes.toByteArray());
    }

    private FrameHistory history(StoredFrame frame) {
        return frames.history(frame.id(), frame.version());
    }

    private StoredFrame frame(Context context) {
        String version = context.pathParam("version");
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw Problems.UNKNOWN_FRAME.exception();
        }
        return frames.find(context.pathParam("frame"), Integer.parseInt(version));
    }

    private static LocalDate day(Context context, StoredFrame frame) {
        String text = context.queryParam("date");
        if (text == null) {
            return frame.date();
        }
        int day = Days.parse(text);
        if (day == Days.NONE) {
            throw Bodies.invalid("?date", "\"" + text + "\" is no day.", "Write it as 2026-09-20.");
        }
        return LocalDate.ofEpochDay(day);
    }

    private static RuntimeException noSuchDay(Context context) {
        return Bodies.invalid(
                "?date",
                "On " + context.queryParam("date") + " the frame has no areas with a population.",
                "Ask for a day on which it has.");
    }

    /** {@code {"mapping": "…", "files": [{"name": "…", "content": ["base64", …]}]}}; problem 400.2. */
    private static FrameFiles.Outcome read(Context context) {
        Faults faults = new Faults();
        JsonFields body = Bodies.fields(context, faults);
        String mapping = body.text("mapping");
        Map<String, byte[]> files = new HashMap<>();
        for (JsonFields file : body.optionalObjects("files")) {
            files.put(file.text("name"), Bodies.content(file.jsonTexts("content"), faults));
            file.refuseUnknown();
        }
        body.refuseUnknown();
        Bodies.throwIfAny(faults);
        return FrameFiles.read("frame.json", mapping, name -> {
            byte[] content = files.get(name);
            if (content == null) {
                throw new NoSuchFileException(name);
            }
            return content;
        });
    }

    private static void attach(Context context, String name) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private static void answer(Context context, JsonWriter json) {
        context.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
