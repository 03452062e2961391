package org.kapsurvey.analysis.institution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The files that tell what institutions say. */
public final class InstitutionFiles {
    private InstitutionFiles() {}

    /**
     * The files by name.
     *
     * @param version of the program
     * @param data the files that were read
     */
    public static Map<String, String> of(
            InstitutionResult result, String version, RunJson.Input job, List<RunJson.Input> data) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("results.csv", InstitutionCsv.results(result));
        files.put("unanswered.csv", InstitutionCsv.unanswered(result));
        files.put("institutions.html", InstitutionPage.html(result));
        files.put("run.json", run(result, version, job, data, files));
        return files;
    }

    private static String run(
            InstitutionResult result,
            String version,
            RunJson.Input job,
            List<RunJson.Input> data,
            Map<String, String> files) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("format").value("kap-institutions/1");
        json.name("versions").beginObject().name("kap-survey").value(version).endObject();
        json.name("name").value(result.job().name());
        json.name("date").value(result.job().date().toString());
        json.name("job");
        RunJson.input(json, job);
        json.name("data").beginArray();
        data.forEach(input -> RunJson.input(json, input));
        json.endArray();
        result.frame().ifPresent(frame -> {
            json.name("frame").beginObject().name("id").value(frame.id());
            json.name("date").value(frame.date().toString());
            json.name("sha256").value(frame.hash()).endObject();
        });
        json.name("census").value(result.job().sample().isEmpty());
        json.name("level").value(result.job().level());
        json.name("registered").value(result.units().size());
        json.name("selected").value(result.selected().size());
        json.name("returned").value(result.returned());
        result.returns()
                .days()
                .ifPresent(days -> json.name("returnedOn")
                        .beginArray()
                        .value(days.from().toString())
                        .value(days.to().toString())
                        .endArray());
        json.name("files").beginArray();
        files.forEach((name, text) -> RunJson.input(json, new RunJson.Input(name, ContentHash.of(text))));
        return json.endArray().endObject() + "\n";
    }
}
