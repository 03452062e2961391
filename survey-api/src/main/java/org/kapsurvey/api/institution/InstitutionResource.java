package org.kapsurvey.api.institution;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.FindingsJson;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The addresses under {@code /api/institutions}, and the page of one version. */
public final class InstitutionResource {
    /** Styles and drawings of its own and no script. */
    private static final String PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES =
            Map.of("csv", "text/csv; charset=utf-8", "json", "application/json");

    private final InstitutionStore surveys;

    public InstitutionResource(InstitutionStore surveys) {
        this.surveys = surveys;
    }

    /** {@code GET /api/institutions}: every version of every survey, the newest first. */
    public void list(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("surveys").beginArray();
        surveys.list().forEach(survey -> survey.write(json));
        answer(context, json.endArray().endObject());
    }

    /** {@code POST /api/institutions}: 201 and the new version; the same files again 200 and the version that they are. */
    public void post(Context context) {
        Faults faults = new Faults();
        JsonFields body = Bodies.fields(context, faults);
        String job = body.text("job");
        Map<String, byte[]> files = new HashMap<>();
        for (JsonFields file : body.optionalObjects("files")) {
            files.put(file.text("name"), Bodies.content(file.jsonTexts("content"), faults));
            file.refuseUnknown();
        }
        body.refuseUnknown();
        Bodies.throwIfAny(faults);
        InstitutionStore.Imported imported;
        try {
            imported = surveys.add(InstitutionImport.of(job, files));
        } catch (FaultsException e) {
            throw Problems.INSTITUTIONS_REFUSED.exception(Details.none()
                    .withFaults(
                            FindingsJson.of(e.faults().stream().map(Finding::of).toList())));
        }
        StoredInstitutions survey = imported.survey();
        JsonWriter json = new JsonWriter();
        survey.write(json);
        context.status(imported.fresh() ? 201 : 200)
                .header("Location", "/institutions/" + survey.survey() + "/" + survey.version());
        answer(context, json);
    }

    /** {@code GET /api/institutions/{survey}/{version}/{file}}. */
    public void file(Context context) {
        String name = context.pathParam("file");
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw Problems.NOT_FOUND.exception();
        }
        String survey = context.pathParam("survey");
        byte[] content = told(context, name);
        context.header(
                        "Content-Disposition",
                        "attachment; filename=\"" + survey + "-" + version(context) + "-" + name + "\"")
                .contentType(type)
                .result(content);
    }

    /** {@code GET /institutions/{survey}/{version}}. */
    public void page(Context context) {
        byte[] content = told(context, "institutions.html");
        if ("en".equals(context.queryParam("lang"))) {
            content = BilingualPage.inEnglish(new String(content, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        context.header("Content-Security-Policy", PAGE_POLICY)
                .contentType("text/html; charset=utf-8")
                .result(content);
    }

    private byte[] told(Context context, String name) {
        return surveys.told(context.pathParam("survey"), version(context), name);
    }

    private static int version(Context context) {
        String version = context.pathParam("version");
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw Problems.UNKNOWN_INSTITUTIONS.exception();
        }
        return Integer.parseInt(version);
    }

    private static void answer(Context context, JsonWriter json) {
        context.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
