package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code PUT /api/rounds/{round}/selections/{selection}/visits/{visit}}. */
public final class VisitResource {
    private static final Pattern VISIT_FORM = Pattern.compile("[1-9][0-9]?");
    private static final Pattern SURVEYOR_FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,39}");

    private final VisitStore visits;

    public VisitResource(Database database) {
        this.visits = new VisitStore(database);
    }

    /** Keeps what came of a visit: 201, the same however often it is sent. */
    public void put(Context context) {
        String number = context.pathParam("visit");
        if (!VISIT_FORM.matcher(number).matches()) {
            throw Problems.MALFORMED_REQUEST.exception();
        }
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        String disposition = fields.oneOf("disposition", Disposition.texts());
        @Nullable String surveyor = fields.optionalText("surveyor").orElse(null);
        if (surveyor != null && !SURVEYOR_FORM.matcher(surveyor).matches()) {
            fields.fault(
                    "surveyor",
                    "\"surveyor\" must be a code of at most 40 letters, digits and _ . - without accents.",
                    "Give a code, not a name.");
        }
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        Visit kept = visits.keep(
                context.pathParam("round"),
                context.pathParam("selection"),
                Integer.parseInt(number),
                Disposition.parse(disposition).orElseThrow(),
                surveyor);
        JsonWriter json = new JsonWriter().beginObject();
        json.name("round").value(kept.round());
        json.name("selection").value(kept.selection());
        json.name("visit").value(kept.number());
        json.name("disposition").value(kept.disposition().text());
        json.name("recordedAt").value(kept.recordedAt().toInstant().toString());
        String text = json.endObject().toString();
        context.status(201).contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }
}
