package org.kapsurvey.api.sample;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.analysis.sampling.ClusterLists;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnSample;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.SampleFiles;
import org.kapsurvey.api.frame.FramesOfPlans;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.FindingsJson;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds/{round}/sample}, its files, and its lists for the field. */
public final class SampleResource {
    /** Styles of its own and no script. */
    private static final String LISTS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final SampleStore samples;
    private final FramesOfPlans frames;

    public SampleResource(SampleStore samples, FramesOfPlans frames) {
        this.samples = samples;
        this.frames = frames;
    }

    /** {@code POST /api/rounds/{round}/sample}: draws by the plan that is the body; 201, and 200 if that is drawn already. */
    public void draw(Context context) {
        String round = context.pathParam("round");
        if (!samples.hasRound(round)) {
            throw Problems.UNKNOWN_ROUND.exception(Details.of("round", round));
        }
        requireWhole(round);
        String text = Bodies.text(Bodies.bytes(context));
        if (text == null) {
            throw Problems.MALFORMED_JSON.exception(Details.of("body", "is not UTF-8"));
        }
        if (!JsonLimits.hold(text)) {
            throw Problems.JSON_TOO_COMPLEX.exception();
        }
        Faults faults = new Faults();
        Optional<DrawnSample> sample = ServiceDraw.of(text, frames, faults);
        if (sample.isEmpty()) {
            throw refused(faults.list());
        }
        SampleStore.Loaded loaded;
        try {
            loaded = samples.keep(round, SampleFolder.of(sample.get()), text);
        } catch (FaultsException e) {
            throw refused(e.faults());
        }
        JsonWriter json = new JsonWriter().beginObject().name("round").value(round);
        json.name("sample").value(sample.get().plan().name());
        json.name("psus").value(sample.get().first().size());
        json.name("ssus").value(sample.get().second().map(List::size).orElse(0));
        json.name("notes").beginArray();
        sample.get().notes().forEach(note -> note.write(json));
        json.endArray();
        context.status(loaded.units() > 0 ? 201 : 200)
                .contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static RuntimeException refused(List<Fault> faults) {
        return Problems.SAMPLE_REFUSED.exception(Details.none()
                .withFaults(FindingsJson.of(faults.stream().map(Finding::of).toList())));
    }

    /**
     * {@code GET /api/rounds/{round}/sample.zip}: plan, frame and folder of a draw that the service made, with which the command
     * goes on.
     */
    public void archive(Context context) throws IOException {
        SampleStore.Stored stored = whole(context).orElseThrow(Problems.NOT_FOUND::exception);
        String text = stored.plan().orElseThrow(Problems.NOT_FOUND::exception);
        Faults faults = new Faults();
        DrawnSample sample = ServiceDraw.of(text, frames, faults).orElseThrow(() -> new FaultsException(faults.list()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "sample.json", text);
            entry(zip, sample.plan().frame().file().value(), sample.frame().csv());
            for (Map.Entry<String, String> file : SampleFiles.of(sample, AnalyseRun.version(), text, List.of())
                    .entrySet()) {
                entry(zip, "drawn/" + file.getKey(), file.getValue());
            }
        }
        context.header("Content-Disposition", "attachment; filename=\"" + context.pathParam("round") + "-sample.zip\"")
                .contentType("application/zip")
                .result(bytes.toByteArray());
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** The sample of a round; {@code null} where none was loaded. */
    public void sample(Context context) {
        Optional<SampleStore.Stored> stored = stored(context);
        JsonWriter json = new JsonWriter().beginObject().name("round").value(context.pathParam("round"));
        json.name("whole").value(samples.isWhole(context.pathParam("round")));
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
        String text = whole(context)
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
                sample.name(),
                sample.first(),
                sample.second(),
                sample.households(),
                sample.persons(),
                sample.assignments());
        context.header("Content-Security-Policy", LISTS_POLICY)
                .contentType("text/html; charset=utf-8")
                .result(("en".equals(context.queryParam("lang")) ? BilingualPage.inEnglish(html) : html)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Optional<SampleStore.Stored> stored(Context context) {
        String round = context.pathParam("round");
        Optional<SampleStore.Stored> stored = samples.find(round);
        if (stored.isEmpty() && !samples.hasRound(round)) {
            throw Problems.UNKNOWN_ROUND.exception(Details.of("round", round));
        }
        return stored;
    }

    /** Files are computed with elsewhere, where nobody sees that they are a part: they are given whole or not at all. */
    private Optional<SampleStore.Stored> whole(Context context) {
        Optional<SampleStore.Stored> stored = stored(context);
        requireWhole(context.pathParam("round"));
        return stored;
    }

    private void requireWhole(String round) {
        if (!samples.isWhole(round)) {
            throw Problems.OUTSIDE_AREAS.exception(Details.of("round", round));
        }
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
        json.name("persons").value(sample.persons().size());
        json.name("archive").value(sample.plan().isPresent());
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
