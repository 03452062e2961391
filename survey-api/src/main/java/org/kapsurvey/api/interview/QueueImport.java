package org.kapsurvey.api.interview;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.seal.Envelopes;
import org.kapsurvey.api.seal.SealingKeyStore;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/** Keeps the interviews of a device whose queue was carried in a file (docs/formats.md, "The queue of a device in a file"). */
public final class QueueImport {
    private static final String FORMAT = "kap-queue/1";

    private final InterviewStore interviews;
    private final InterviewReader reader;

    /**
     * An import into a database.
     *
     * @param engineHash of the {@code engine.js} of this program; null where it was built without one
     */
    public QueueImport(Database database, @Nullable String engineHash) {
        this.interviews = new InterviewStore(database);
        this.reader = new InterviewReader(
                new QuestionnaireStore(database), new Envelopes(new SealingKeyStore(database)), engineHash);
    }

    /**
     * What became of one interview of the file; of status and problem either is null.
     *
     * @param interview its id as it stands in the file
     * @param opened whether what was sealed could be read
     */
    public record Told(
            String interview,
            Receipt.@Nullable Status status,
            boolean opened,
            @Nullable Problems problem) {}

    /**
     * Keeps what the file holds; what is there already stays as it is.
     *
     * @param name of the file, for its faults
     * @return what became of each interview, in order
     * @throws FaultsException if it is no file of a queue; nothing of it is kept
     */
    public List<Told> keep(String name, String text) {
        Faults faults = new Faults();
        if (!JsonLimits.hold(text)) {
            faults.add(
                    Place.ofFile(name),
                    "The file is nested too deep or has a part that is too long.",
                    "Check that it is the right file.");
            faults.throwIfAny();
        }
        JsonFields fields = JsonFields.of(JsonReader.read(name, text), "The file", faults);
        if (!FORMAT.equals(fields.text("format")) && faults.isEmpty()) {
            fields.fault(
                    "format",
                    "\"format\" must be \"" + FORMAT + "\".",
                    "Check that it is the file that the device wrote.");
        }
        List<Json> list = fields.items("interviews");
        faults.throwIfAny();
        List<Told> told = new ArrayList<>();
        for (int from = 0; from < list.size(); from += InterviewBatch.MOST) {
            List<Json> part = list.subList(from, Math.min(list.size(), from + InterviewBatch.MOST));
            InterviewBatch batch = InterviewBatch.of(part, reader);
            List<InterviewStore.Outcome> outcomes = batch.all(interviews.keep(batch.readable()));
            for (int i = 0; i < part.size(); i++) {
                told.add(told(part.get(i), outcomes.get(i)));
            }
        }
        return told;
    }

    private static Told told(Json item, InterviewStore.Outcome outcome) {
        Receipt receipt = outcome.receipt();
        boolean closed = receipt != null && receipt.sha256().equals(text(item, "sha256")) && has(item, "sealed");
        return new Told(
                text(item, "interview"),
                receipt == null ? null : receipt.status(),
                !closed,
                outcome.problem() == null ? null : outcome.problem().problem());
    }

    private static boolean has(Json item, String key) {
        return item instanceof JsonObject object && object.get(key) != null;
    }

    private static String text(Json item, String key) {
        return item instanceof JsonObject object && object.get(key) instanceof JsonText text ? text.value() : "";
    }
}
