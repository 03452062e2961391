package org.kapsurvey.api.sample;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.sampling.ClusterLists;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.SampleFiles;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds/{round}/sample}, its files, and its lists for the field. */
public final class SampleResource {
    /** Styles of its own and no script. */
    private static final String LISTS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final SampleStore samples;

    public SampleResource(SampleStore samples) {
        this.samples = samples;
    }

    /** The sample of a round; {@code null} where none was loaded. */
    public void sample(Context context) {
        Optional<SampleStore.Stored> stored = stored(context);
        JsonWriter json = new JsonWriter().beginObject().name("round").value(context.pathParam("round"));
        json.name("sample");
        if (stored.isPresent()) {
            write(json, stored.get());
        } else {
            json.nullValue();
        }
        context.contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** {@code GET /api/rounds/{round}/sample/{file}}: {@code psus.csv}, {@code ssus.csv} or {@code households.csv}. */
    public void file(Context context) {
        String name = context.pathParam("file");
        String text = stored(context)
                .flatMap(sample -> switch (name) {
                    case SampleFiles.PSUS -> Optional.of(SampleFiles.units(sample.first()));
                    case SampleFiles.SSUS -> sample.second().map(SampleFiles::units);
                    case SampleFiles.HOUSEHOLDS -> Optional.of(SampleFiles.households(sample.households()));
                    default -> Optional.empty();
                })
                .orElseThrow(Problems.NOT_FOUND::exception);
        context.header(
                        "Content-Disposition",
                        "attachment; filename=\"" + context.pathParam("round") + "-" + name + "\"")
                .contentType("text/csv; charset=utf-8")
                .result(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code GET /samples/{round}/lists}: a sheet for each cluster, to print. */
    public void lists(Context context) {
        SampleStore.Stored sample = stored(context).orElseThrow(Problems.NOT_FOUND::exception);
        String html = ClusterLists.html(
                sample.name(), sample.first(), sample.second(), sample.households(), sample.assignments());
        context.header("Content-Security-Policy", LISTS_POLICY)
                .contentType("text/html; charset=utf-8")
                .result(html.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<SampleStore.Stored> stored(Context context) {
        String round = context.pathParam("round");
        Optional<SampleStore.Stored> stored = samples.find(round);
        if (stored.isEmpty() && !samples.hasRound(round)) {
            throw Problems.UNKNOWN_ROUND.exception(Details.of("round", round));
        }
        return stored;
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
        json.name("households").value(sample.households().size());
        json.name("persons").value(sample.persons());
        json.name("areaStages").value(sample.second().isPresent() ? 2 : 1);
        units(json.name("psus"), sample.first(), sample);
        units(json.name("ssus"), sample.second().orElse(List.of()), sample);
        json.endObject();
    }

    private static void units(JsonWriter json, List<DrawnUnit> units, SampleStore.Stored sample) {
        Map<String, Long> households = sample.households().stream()
                .collect(Collectors.groupingBy(DrawnHousehold::cluster, Collectors.counting()));
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
            json.name("households").value((double) households.getOrDefault(unit.code(), 0L));
            json.name("surveyor");
            String surveyor = sample.assignments().get(unit.code());
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
