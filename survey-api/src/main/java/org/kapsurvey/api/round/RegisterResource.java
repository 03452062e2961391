package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code PUT /api/rounds/{round}/units}. */
public final class RegisterResource {
    private final RoundRegister registers;
    private final InstitutionStore institutions;

    public RegisterResource(RoundRegister registers, InstitutionStore institutions) {
        this.registers = registers;
        this.institutions = institutions;
    }

    /** Takes a register's units into a round: 200 and how many the round asks. */
    public void put(Context context) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        String survey = fields.text("survey");
        OptionalInt version = fields.optionalInteger("version", 1, Integer.MAX_VALUE);
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        InstitutionStore.Kept kept = institutions.kept(survey, version);
        String round = context.pathParam("round");
        int units = registers.take(round, kept.survey(), kept.result(), fields.place("survey"), faults);
        Bodies.throwIfAny(faults);
        JsonWriter json = new JsonWriter().beginObject();
        json.name("round").value(round);
        json.name("survey").value(kept.survey().survey());
        json.name("version").value(kept.survey().version());
        json.name("units").value(units);
        context.contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }
}
