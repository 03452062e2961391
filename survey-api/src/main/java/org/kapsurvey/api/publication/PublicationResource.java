package org.kapsurvey.api.publication;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.FindingsJson;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.definition.Blocks;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.FormChange;
import org.kapsurvey.questionnaire.jvm.FormChanges;

/** Publishes forms, and says before what is wrong with them and what they change. */
public final class PublicationResource {
    private static final String FILE = "body";

    private final QuestionnaireStore questionnaires;
    private final PlanStore plans;
    private final Blocks blocks;

    /** {@code blocks} are those that a form may name; a fault in one does not say in which folder of this machine it lies. */
    public PublicationResource(QuestionnaireStore questionnaires, PlanStore plans, Blocks blocks) {
        this.questionnaires = questionnaires;
        this.plans = plans;
        this.blocks = (name, version) -> blocks.find(name, version)
                .map(source -> new Blocks.Source("blocks/" + name + "/v" + version + ".json", source.text()));
    }

    /** {@code POST /api/questionnaires/check}: the faults, or what the form changes; nothing is kept. */
    public void check(Context context) {
        JsonWriter json = new JsonWriter().beginObject();
        try {
            Publication publication = read(context);
            json.name("faults").beginArray().endArray();
            write(json, publication);
        } catch (FaultsException e) {
            json.name("faults").raw(told(e.faults()));
        }
        answer(context, json.endObject());
    }

    /** {@code POST /api/questionnaires}: 201, the same bytes again 200; problem 422.6 with all faults, 409.5 for other bytes. */
    public void publish(Context context) {
        Publication publication;
        try {
            publication = read(context);
        } catch (FaultsException e) {
            throw Problems.FORM_REFUSED.exception(Details.none().withFaults(told(e.faults())));
        }
        byte[] content = publication.form().text().getBytes(StandardCharsets.UTF_8);
        boolean fresh = questionnaires
                .find(
                        publication.form().questionnaire().form(),
                        publication.form().questionnaire().version())
                .isEmpty();
        QuestionnaireStore.Entry entry = questionnaires.publish(FILE, content);
        JsonWriter json = new JsonWriter().beginObject();
        write(json, publication);
        context.status(fresh ? 201 : 200)
                .header("Location", "/api/questionnaires/" + entry.form() + "/" + entry.version());
        answer(context, json.endObject());
    }

    private Publication read(Context context) {
        String text = Bodies.text(Bodies.bytes(context));
        if (text == null) {
            throw Problems.MALFORMED_JSON.exception(Details.of(FILE, "is not UTF-8"));
        }
        if (!JsonLimits.hold(text)) {
            throw Problems.JSON_TOO_COMPLEX.exception();
        }
        Composition composed = Composition.of(FILE, text, blocks);
        String hash = Sha256.hex(composed.text().getBytes(StandardCharsets.UTF_8));
        return Publication.of(composed, hash, questionnaires, plans.texts());
    }

    private static void write(JsonWriter json, Publication publication) {
        json.name("form").value(publication.form().questionnaire().form());
        json.name("version").value(publication.form().questionnaire().version());
        json.name("hash").value(Sha256.hex(publication.form().text().getBytes(StandardCharsets.UTF_8)));
        json.name("questions")
                .value(publication.form().questionnaire().questions().size());
        FormChanges changes = publication.changes();
        if (publication.before() == null || changes == null) {
            json.name("before").nullValue();
            json.name("unchanged").value(0);
        } else {
            json.name("before").value(publication.before().version());
            json.name("unchanged").value(changes.unchanged());
        }
        json.name("changes").beginArray();
        for (FormChange change : changes == null ? List.<FormChange>of() : changes.list()) {
            json.beginObject();
            json.name("kind").value(change.kind().name());
            json.name("comparable").value(change.kind().comparability().name().toLowerCase(Locale.ROOT));
            json.name("name").value(change.name());
            json.name("vi").value(change.in("vi"));
            json.name("en").value(change.in("en"));
            json.endObject();
        }
        json.endArray();
        json.name("brokenInPlans").raw(told(publication.broken()));
    }

    private static String told(List<Fault> faults) {
        return FindingsJson.of(faults.stream().map(Finding::of).toList());
    }

    private static void answer(Context context, JsonWriter json) {
        context.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
