package org.kapsurvey.api.institution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** A made-up register of four agencies, of which a sample of three was asked and two returned. */
public final class InstitutionFolder {
    public static final List<String> FILES = List.of("register.csv", "returns.csv", "areas.csv");

    private InstitutionFolder() {}

    /** Writes the job and its files. */
    public static Path write(Path folder, String survey) throws IOException {
        Files.writeString(folder.resolve("register.csv"), """
                code,kind,name,area,valid_from,valid_to,drawn
                CQ1,agency,Sở Mẫu Một,9901,,,1
                CQ2,agency,Sở Mẫu Hai,9901,,,1
                CQ3,agency,Sở Mẫu Ba,9902,,,1
                CQ4,agency,Sở Mẫu Bốn,9902,,,0
                """);
        Files.writeString(folder.resolve("returns.csv"), "code,date,briefed\nCQ1,2026-11-03,yes\nCQ2,2026-11-05,no\n");
        Files.writeString(folder.resolve("areas.csv"), """
                level,code,parent,name,type,setting,flags,population
                province,99,,Tỉnh Mẫu,tỉnh,,,
                commune,9901,99,Xã Một,xã,rural,,4000
                commune,9902,99,Phường Hai,phường,urban,,9000
                """);
        return Files.writeString(folder.resolve("job.json"), """
                {"name": "%s", "title": {"vi": "Cơ quan tỉnh Mẫu năm 2026", "en": "Agencies of the sample province 2026"},
                 "register": "register.csv", "date": "2026-11-01", "frame": "areas.csv",
                 "kinds": [{"kind": "agency", "vi": "Sở, ban, ngành", "en": "Agencies"}],
                 "sample": {"column": "drawn"}, "returns": ["returns.csv"],
                 "questions": [{"id": "briefed", "vi": "Được phổ biến", "en": "Briefed", "target": 0.9}], "by": ["area"]}
                """.formatted(survey));
    }

    /** The body of a post. */
    public static String body(Path folder) throws IOException {
        JsonWriter json =
                new JsonWriter().beginObject().name("job").value(Files.readString(folder.resolve("job.json")));
        json.name("files").beginArray();
        for (String name : FILES) {
            byte[] bytes = Files.readString(folder.resolve(name)).getBytes(StandardCharsets.UTF_8);
            json.beginObject().name("name").value(name).name("content").beginArray();
            json.value(Base64.getEncoder().encodeToString(bytes)).endArray().endObject();
        }
        return json.endArray().endObject().toString();
    }
}
