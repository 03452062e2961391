package org.kapsurvey.api.interview;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.problem.ProblemResource;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The addresses under {@code /api/interviews}. */
public final class InterviewResource {
    static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern REVISION_FORM = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int LONGEST_REASON = 2_000;

    private final InterviewReader reader;
    private final InterviewStore interviews;
    private final ReviewStore reviews;
    private final ReturnComments comments;

    public InterviewResource(
            InterviewReader reader, InterviewStore interviews, ReviewStore reviews, ReturnComments comments) {
        this.reader = reader;
        this.interviews = interviews;
        this.reviews = reviews;
        this.comments = comments;
    }

    /** {@code PUT /api/interviews/{id}/revisions/{n}}: 201 and the receipt, the same one however often it is sent. */
    public void put(Context context) {
        UUID id = id(context);
        int revision = revision(context);
        byte[] claimed = ContentDigest.sha256(context.header("Content-Digest"));
        Payload payload = new Payload(Bodies.bytes(context));
        if (!payload.hasDigest(claimed)) {
            throw Problems.DIGEST_MISMATCH.exception();
        }
        boolean sealed = Bodies.isOf(context.contentType(), Bodies.SEALED);
        Receipt receipt = interviews.keepOne(reader.arrival(id, revision, payload, sealed));
        answer(context.status(201), receipt.toJson());
    }

    /**
     * {@code POST /api/interviews}: 200 and of each, in the order in which they stand in the body, its receipt or why it has
     * none.
     */
    public void post(Context context) {
        InterviewBatch batch = InterviewBatch.of(context, reader);
        boolean english = ProblemResource.prefersEnglish(context.header("Accept-Language"));
        answer(context, batch.answer(interviews.keep(batch.readable()), english));
    }

    /** {@code GET /api/interviews/{id}/revisions/{n}}: the receipt again, for a device that lost it. */
    public void receipt(Context context) {
        Receipt receipt = interviews
                .receipt(id(context), revision(context))
                .orElseThrow(() -> Problems.UNKNOWN_INTERVIEW.exception());
        answer(context, receipt.toJson());
    }

    /** {@code POST /api/interviews/{id}/state}. */
    public void move(Context context) {
        UUID id = id(context);
        ReviewStore.Standing standing = reviews.move(id, wish(context, id));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("interview").value(id.toString());
        json.name("revision").value(standing.revision());
        json.name("state").value(standing.state().text());
        json.name("version").value(standing.version());
        answer(context, json.endObject().toString());
    }

    private ReviewStore.Move wish(Context context, UUID id) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        int revision = fields.integer("revision", 1, 9999);
        State from = State.of(fields.oneOf("from", State.TEXTS));
        State to = State.of(fields.oneOf("to", State.TEXTS));
        String reason = reason(fields, to);
        List<ReviewComment> said = comments.read(fields, id, revision, to);
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        return new ReviewStore.Move(revision, from, to, reason, said);
    }

    private static @Nullable String reason(JsonFields fields, State to) {
        String reason = fields.optionalText("reason").orElse("").strip();
        if (reason.length() > LONGEST_REASON) {
            fields.fault("reason", "\"reason\" must be at most 2000 characters of text.", "");
        }
        if (reason.isEmpty() && to != State.SUBMITTED && to != State.APPROVED) {
            fields.fault("reason", "\"reason\" must say why the interview is " + to.text() + ".", "");
        }
        return reason.isEmpty() ? null : reason;
    }

    static UUID id(Context context) {
        String id = context.pathParam("id");
        if (!UUID_FORM.matcher(id).matches()) {
            throw Problems.INVALID_INTERVIEW_ID.exception();
        }
        return UUID.fromString(id);
    }

    private static int revision(Context context) {
        String revision = context.pathParam("revision");
        if (!REVISION_FORM.matcher(revision).matches()) {
            throw Problems.INVALID_REVISION.exception();
        }
        return Integer.parseInt(revision);
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
    }
}
