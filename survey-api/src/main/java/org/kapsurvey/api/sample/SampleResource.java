package org.kapsurvey.api.sample;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds/{round}/sample}. */
public final class SampleResource {
    private final SampleStore samples;

    public SampleResource(SampleStore samples) {
        this.samples = samples;
    }

    /** The sample of a round; {@code null} where none was loaded. */
    public void sample(Context context) {
        String round = context.pathParam("round");
        Optional<SampleStore.Stored> stored = samples.find(round);
        if (stored.isEmpty() && !samples.hasRound(round)) {
            throw Problems.UNKNOWN_ROUND.exception(Details.of("round", round));
        }
        JsonWriter json =
                new JsonWriter().beginObject().name("round").value(round).name("sample");
        if (stored.isPresent()) {
            write(json, stored.get());
        } else {
            json.nullValue();
        }
        context.contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonWriter json, SampleStore.Stored sample) {
        json.beginObject().name("name").value(sample.name());
        json.name("seed").value(sample.seed());
        json.name("personSeed").value(sample.personSeed());
        json.name("panelRound").value(sample.panelRound());
        json.name("frame").beginObject();
        json.name("id").value(sample.frameId());
        json.name("date").value(sample.frameDate());
        json.name("sha256").value(sample.frameHash()).endObject();
        json.name("households").value(sample.households());
        json.name("persons").value(sample.persons());
        units(json.name("psus"), sample.first(), sample.assignments());
        units(json.name("ssus"), sample.second(), sample.assignments());
        json.endObject();
    }

    private static void units(JsonWriter json, List<DrawnUnit> units, Map<String, String> assignments) {
        json.beginArray();
        for (DrawnUnit unit : units) {
            json.beginObject().name("stratum").value(unit.stratum());
            json.name("psu").value(unit.psu());
            json.name("ssu").value(unit.ssu());
            json.name("code").value(unit.code());
            json.name("name").value(unit.name());
            json.name("within").value(unit.within());
            json.name("areas").beginArray();
            unit.areas().forEach(json::value);
            json.endArray().name("size").value((double) unit.size());
            json.name("probability").value(unit.probability());
            json.name("selfRepresenting").value(unit.selfRepresenting());
            json.name("segments").value(unit.segments());
            json.name("segment").value(unit.segment());
            json.name("inclusionProbability").value(unit.inclusionProbability());
            json.name("kept").value(unit.kept());
            json.name("surveyor");
            String surveyor = assignments.get(unit.code());
            if (surveyor == null) {
                json.nullValue();
            } else {
                json.value(surveyor);
            }
            json.endObject();
        }
        json.endArray();
    }
}
