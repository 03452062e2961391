package org.kapsurvey.api.job;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.Timing;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.FaultsJson;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The addresses under {@code /api/jobs}. The body of a post is the job itself, as it would stand in a file. */
public final class JobResource {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Map<String, String> TYPES = Map.of(
            "csv", "text/csv; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "html", "text/html; charset=utf-8");

    /** Styles and drawings of its own, no script, and only inside a page of ours. */
    private static final String TABLES_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final JobStore jobs;
    private final DatabaseRounds rounds;
    private final Runnable queued;

    /**
     * The addresses.
     *
     * @param queued told when a job was queued
     */
    public JobResource(JobStore jobs, DatabaseRounds rounds, Runnable queued) {
        this.jobs = jobs;
        this.rounds = rounds;
        this.queued = queued;
    }

    /** {@code POST /api/jobs/check}: every fault of a job, and how large its data is if it has none. Nothing is queued. */
    public void check(Context context) {
        Faults faults = new Faults();
        Optional<StoredJob> job = bind(text(Bodies.bytes(context)), faults);
        JsonWriter json = new JsonWriter().beginObject();
        json.name("faults").raw(FaultsJson.of(faults.list()));
        job.ifPresent(bound -> {
            json.name("round").value(bound.round());
            json.name("rows").value(bound.rows());
            json.name("steps").value(bound.run().steps());
        });
        answer(context, json.endObject().toString());
    }

    /** {@code POST /api/jobs}: 202 and the job; the same job under the same Idempotency-Key again is not queued again. */
    public void post(Context context) {
        UUID id = key(context.header("Idempotency-Key"));
        byte[] content = Bodies.bytes(context);
        String text = text(content);
        Optional<QueuedJob> before = jobs.repeated(id, content);
        if (before.isPresent()) {
            answer(context, before.get().toJson());
            return;
        }
        Faults faults = new Faults();
        Optional<StoredJob> job = bind(text, faults);
        if (job.isEmpty()) {
            throw Problems.JOB_REFUSED.exception(Details.none().withFaults(FaultsJson.of(faults.list())));
        }
        JobStore.Queued result = jobs.queue(id, job.get().round(), job.get().name(), content);
        queued.run();
        context.status(result.fresh() ? 202 : 200).header("Location", "/api/jobs/" + id);
        answer(context, result.job().toJson());
    }

    /** {@code GET /api/jobs}: the newest 50. */
    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("jobs").beginArray();
        jobs.recent().forEach(job -> job.write(json));
        answer(context, json.endArray().endObject().toString());
    }

    /** {@code GET /api/jobs/{id}}. */
    public void state(Context context) {
        answer(context, jobs.find(id(context)).toJson());
    }

    /** {@code GET /api/jobs/{id}/job}: the job as it was posted. */
    public void content(Context context) {
        context.contentType("application/json").result(jobs.content(id(context)));
    }

    /** {@code GET /api/jobs/{id}/files/{name}}; a page with {@code ?language=en} begins in English. */
    public void file(Context context) {
        UUID id = id(context);
        String name = context.pathParam("name");
        QueuedJob job = done(id);
        byte[] content = jobs.file(id, name).orElseThrow(() -> Problems.NOT_FOUND.exception());
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        if (name.endsWith(".html")) {
            context.header("Content-Security-Policy", TABLES_POLICY);
            if ("en".equals(context.queryParam("language"))) {
                content = BilingualPage.inEnglish(new String(content, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
            }
        } else {
            attach(context, job.round() + "-" + name);
        }
        context.contentType(type).result(content);
    }

    /** {@code GET /api/jobs/{id}/files}: all files in one archive. */
    public void files(Context context) {
        UUID id = id(context);
        QueuedJob job = done(id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : job.files()) {
                ZipEntry entry = new ZipEntry(name);
                // No clock: the same job gives the same archive.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(jobs.file(id, name).orElseThrow(() -> Problems.UNKNOWN_JOB.exception()));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        attach(context, job.round() + "-" + id.toString().substring(0, 8) + ".zip");
        context.contentType("application/zip").result(bytes.toByteArray());
    }

    /** {@code POST /api/jobs/{id}/cancel}. */
    public void cancel(Context context) {
        answer(context, jobs.cancel(id(context)).toJson());
    }

    /** {@code DELETE /api/jobs/{id}}: 204. */
    public void remove(Context context) {
        jobs.remove(id(context));
        context.status(204);
    }

    /** {@code GET /api/rounds/{round}/job}: a job to begin with. */
    public void example(Context context) {
        String round = context.pathParam("round");
        String text =
                rounds.example(round).orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
        answer(context, text);
    }

    private Optional<StoredJob> bind(String text, Faults faults) {
        return StoredJob.bind(text, rounds, faults, new Timing(), (stage, done) -> {}, () -> {});
    }

    private QueuedJob done(UUID id) {
        QueuedJob job = jobs.find(id);
        if (job.state() != JobState.DONE) {
            throw Problems.JOB_NOT_DONE.exception(
                    Details.of("state", job.state().text()));
        }
        if (job.files().isEmpty()) {
            throw Problems.JOB_FILES_REMOVED.exception();
        }
        return job;
    }

    private static String text(byte[] body) {
        String text = Bodies.text(body);
        if (text == null) {
            throw Problems.MALFORMED_JSON.exception(Details.of("body", "is not UTF-8"));
        }
        if (!JsonLimits.hold(text)) {
            throw Problems.JSON_TOO_COMPLEX.exception();
        }
        return text;
    }

    private static UUID key(@Nullable String key) {
        if (key == null) {
            return UUID.randomUUID();
        }
        if (!UUID_FORM.matcher(key).matches()) {
            throw Problems.INVALID_KEY.exception();
        }
        return UUID.fromString(key);
    }

    private static UUID id(Context context) {
        String id = context.pathParam("id");
        if (!UUID_FORM.matcher(id).matches()) {
            throw Problems.UNKNOWN_JOB.exception();
        }
        return UUID.fromString(id);
    }

    private static void attach(Context context, String name) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
    }
}
