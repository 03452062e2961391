package org.kapsurvey.api.interview;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.ProblemResource;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The interviews of one request. What is wrong with one of them is told of it alone. */
final class InterviewBatch {
    static final int MOST = 200;

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final List<Item> items;

    /** Either of the two is null. */
    private record Item(@Nullable Arrival arrival, @Nullable ProblemException problem) {}

    private InterviewBatch(List<Item> items) {
        this.items = items;
    }

    /**
     * Reads the body.
     *
     * @throws ProblemException 400.1, 400.2 or 400.6 where the list itself can't be read or is too long; nothing of it is kept
     */
    static InterviewBatch of(Context context, InterviewReader reader) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        List<Json> list = fields.items("interviews");
        fields.refuseUnknown();
        if (list.size() > MOST) {
            fields.fault(
                    "interviews",
                    "\"interviews\" must hold at most " + MOST + " interviews, found " + list.size() + ".",
                    "Send them in several requests.");
        }
        Bodies.throwIfAny(faults);
        return of(list, reader);
    }

    /** The same of interviews that did not come as a body. */
    static InterviewBatch of(List<Json> list, InterviewReader reader) {
        return new InterviewBatch(list.stream().map(item -> item(item, reader)).toList());
    }

    private static Item item(Json json, InterviewReader reader) {
        Faults faults = new Faults();
        JsonFields fields = JsonFields.of(json, "An interview of a batch", faults);
        String id = fields.text("interview");
        int revision = fields.integer("revision", 1, 9999);
        String sha256 = fields.text("sha256");
        boolean sealed = fields.has("sealed");
        byte[] content = Bodies.content(fields.jsonTexts(sealed ? "sealed" : "content"), faults);
        fields.refuseUnknown();
        if (faults.isEmpty() && !InterviewResource.UUID_FORM.matcher(id).matches()) {
            fields.fault("interview", "\"interview\" must be a UUID.", "");
        }
        if (faults.isEmpty() && !SHA_256.matcher(sha256).matches()) {
            fields.fault("sha256", "\"sha256\" must be 64 of 0-9 and a-f.", "");
        }
        if (!faults.isEmpty()) {
            return new Item(null, Bodies.invalid(faults));
        }
        Payload payload = new Payload(content);
        if (!payload.hasDigest(HexFormat.of().parseHex(sha256))) {
            return new Item(null, Problems.DIGEST_MISMATCH.exception());
        }
        UUID known = UUID.fromString(id);
        return new Item(reader.arrival(known, revision, payload, sealed), null);
    }

    /** Those that have all that is needed to keep them, whatever stands in them. */
    List<Arrival> readable() {
        List<Arrival> readable = new ArrayList<>();
        for (Item item : items) {
            if (item.arrival != null) {
                readable.add(item.arrival);
            }
        }
        return readable;
    }

    /**
     * What became of each, in order.
     *
     * @param outcomes of the readable ones, in order
     */
    List<InterviewStore.Outcome> all(List<InterviewStore.Outcome> outcomes) {
        Iterator<InterviewStore.Outcome> next = outcomes.iterator();
        return items.stream()
                .map(item -> item.problem == null ? next.next() : new InterviewStore.Outcome(null, item.problem))
                .toList();
    }

    /**
     * The answer to the request.
     *
     * @param outcomes of the readable ones, in order
     */
    String answer(List<InterviewStore.Outcome> outcomes, boolean english) {
        JsonWriter json = new JsonWriter().beginObject().name("interviews").beginArray();
        for (InterviewStore.Outcome outcome : all(outcomes)) {
            json.beginObject();
            if (outcome.problem() != null) {
                ProblemException problem = outcome.problem();
                json.name("problem").raw(ProblemResource.json(problem.problem(), problem.details(), english));
            } else if (outcome.receipt() != null) {
                json.name("receipt").raw(outcome.receipt().toJson());
            }
            json.endObject();
        }
        return json.endArray().endObject().toString();
    }
}
