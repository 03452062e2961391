package org.kapsurvey.api.interview;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.questionnaire.Published;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.seal.Envelopes;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.Finding;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the canonical record and the findings from a payload, by the engine that the device ran too. It never refuses:
 * what it can't read is quarantined, and where device and server differ that is a finding.
 */
public final class InterviewReader {
    private static final Logger LOG = LoggerFactory.getLogger(InterviewReader.class);
    private static final String FORMAT = "kap-interview/1";
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,19}");
    private static final Pattern SELECTION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,59}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final QuestionnaireStore questionnaires;
    private final Envelopes envelopes;
    private final @Nullable String engineHash;

    /**
     * A reader.
     *
     * @param envelopes what opens sealed ones
     * @param engineHash of the {@code engine.js} that this service offers; null where it was built without one
     */
    public InterviewReader(QuestionnaireStore questionnaires, Envelopes envelopes, @Nullable String engineHash) {
        this.questionnaires = questionnaires;
        this.envelopes = envelopes;
        this.engineHash = engineHash;
    }

    /** What came, opened where it is sealed, and what is made of it. */
    Arrival arrival(UUID id, int revision, Payload came, boolean sealed) {
        if (!sealed) {
            return new Arrival(id, revision, came, read(id, revision, came));
        }
        Envelopes.Opened opened = envelopes.open(id, revision, came.bytes());
        byte[] content = opened.content();
        if (content == null) {
            Quarantine why =
                    opened.fault() == Envelopes.Fault.UNKNOWN_KEY ? Quarantine.UNKNOWN_KEY : Quarantine.NOT_OPENED;
            return new Arrival(id, revision, came, Reading.quarantined(why));
        }
        Payload payload = new Payload(content);
        return new Arrival(id, revision, payload, read(id, revision, payload));
    }

    Reading read(UUID id, int revision, Payload payload) {
        String text = Bodies.text(payload.bytes());
        if (text == null) {
            return Reading.quarantined(Quarantine.NOT_UTF8);
        }
        if (!JsonLimits.hold(text)) {
            return Reading.quarantined(Quarantine.TOO_COMPLEX);
        }
        Json json;
        try {
            json = JsonReader.read("", text);
        } catch (FaultsException e) {
            return Reading.quarantined(Quarantine.NOT_JSON);
        }
        Reading reading = holdsNul(json) ? Reading.quarantined(Quarantine.NUL) : read(id, revision, json);
        return reading.withNumber(DeviceNumber.of(json).orElse(null));
    }

    private Reading read(UUID id, int revision, Json json) {
        Faults faults = new Faults();
        JsonFields fields = JsonFields.of(json, "An interview", faults);
        boolean formatKnown = FORMAT.equals(fields.text("format"));
        if (isPractice(fields.object())) {
            return Reading.quarantined(Quarantine.PRACTICE);
        }
        String interview = fields.text("interview");
        int itsRevision = fields.integer("revision", 1, 9999);
        JsonFields questionnaire = fields.fields("questionnaire");
        String form = questionnaire.text("form");
        String version = questionnaire.text("version");
        String hash = questionnaire.text("hash");
        String engine = fields.text("engine");
        String round = optional(fields, "round");
        String selection = optional(fields, "selection");
        String today = fields.fields("device").text("today");
        String outcome = fields.oneOf("outcome", Disposition.texts());
        JsonObject answers = fields.fields("answers").object();
        if (!formatKnown || !faults.isEmpty()) {
            return Reading.quarantined(Quarantine.WRONG_FORMAT);
        }
        if (!interview.equalsIgnoreCase(id.toString()) || itsRevision != revision) {
            return Reading.quarantined(Quarantine.OTHER_ID);
        }
        Optional<Published> published =
                ID.matcher(form).matches() && VERSION.matcher(version).matches()
                        ? questionnaires.find(form, version)
                        : Optional.empty();
        if (published.isEmpty()) {
            return Reading.quarantined(Quarantine.UNKNOWN_QUESTIONNAIRE);
        }
        String knownEngine = HASH.matcher(engine).matches() ? engine : null;
        Reading known = new Reading(
                null, round, selection, form, version, published.get().hash(), knownEngine, outcome, null, "[]", null);
        if (!hash.equals(published.get().hash())) {
            return known.withQuarantine(Quarantine.OTHER_QUESTIONNAIRE);
        }
        if (round != null && !ID.matcher(round).matches()) {
            return known.withQuarantine(Quarantine.UNKNOWN_ROUND);
        }
        if (selection != null && (round == null || !SELECTION.matcher(selection).matches())) {
            return known.withQuarantine(Quarantine.UNKNOWN_SELECTION);
        }
        return evaluate(
                known, published.get(), answers, today, engine, fields.object().get("record"));
    }

    private Reading evaluate(
            Reading known,
            Published published,
            JsonObject answers,
            String today,
            String engine,
            @Nullable Json record) {
        Evaluation evaluation;
        String canonical;
        try {
            Answers given = Answers.of(answers, new JvmHost());
            evaluation = Evaluation.of(published.questionnaire(), given, today);
            canonical = evaluation.canonicalRecord();
        } catch (RuntimeException e) {
            // A fault of ours must not cost an interview: its bytes are kept.
            LOG.error(
                    "The engine failed with {} on questionnaire {}",
                    e.getClass().getName(),
                    published.hash());
            return known.withQuarantine(Quarantine.ENGINE_FAULT);
        }
        JsonWriter findings = new JsonWriter().beginArray();
        for (Finding finding : evaluation.findings()) {
            String language = published.questionnaire().defaultLanguage();
            add(findings, finding.name(), finding.code().code(), finding.message(language));
        }
        if (!engine.equals(engineHash)) {
            add(findings, "", "other-engine", "Thiết bị chạy một bản khác của bộ xử lý phiếu hỏi.");
        }
        if (!evaluation.outcome().equals(known.outcome())) {
            add(findings, "", "other-outcome", "Máy chủ tính ra kết quả phiếu khác với thiết bị.");
        }
        if (record != null && !JsonWriter.write(record).equals(canonical)) {
            add(findings, "", "other-record", "Máy chủ tính ra bản ghi khác với thiết bị.");
        }
        return new Reading(
                null,
                known.round(),
                known.selection(),
                known.form(),
                known.version(),
                known.questionnaireHash(),
                known.engineHash(),
                evaluation.outcome(),
                canonical,
                findings.endArray().toString(),
                null);
    }

    private static void add(JsonWriter findings, String question, String code, String message) {
        findings.beginObject();
        findings.name("question").value(question);
        findings.name("code").value(code);
        findings.name("message").value(message);
        findings.endObject();
    }

    /** Whatever stands there but false: practice that is taken for an interview is worse than an interview set aside. */
    private static boolean isPractice(JsonObject interview) {
        Json practice = interview.get("practice");
        return practice != null && !"false".equals(JsonWriter.write(practice));
    }

    /** A text, or null where the member is absent or JSON's null. */
    private static @Nullable String optional(JsonFields fields, String key) {
        return fields.object().get(key) instanceof JsonNull
                ? null
                : fields.optionalText(key).orElse(null);
    }

    private static boolean holdsNul(Json json) {
        if (json instanceof JsonText text) {
            return text.value().indexOf('\0') >= 0;
        }
        if (json instanceof JsonArray array) {
            return array.items().stream().anyMatch(InterviewReader::holdsNul);
        }
        return json instanceof JsonObject object
                && object.members().entrySet().stream()
                        .anyMatch(member -> member.getKey().indexOf('\0') >= 0 || holdsNul(member.getValue()));
    }
}
