package org.kapsurvey.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kapsurvey.api.TestPlan;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;

/** A round of 48 selected persons in 2 strata and 8 PSUs, with a form of all kinds, interviewed over HTTP. */
public final class TestRound {
    public static final int PERSONS = 48;

    private static final String FORM = """
            {"settings": {"form_id": "job-form", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Phiếu thử phân tích", "en": "Form of a job"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả", "en": "All"}},
              {"type": "select_one sex", "name": "sex", "label": {"vi": "Giới?", "en": "Sex?"}, "required": true},
              {"type": "integer", "name": "age", "label": {"vi": "Tuổi?", "en": "Age?"}, "missing": ["refused"], "required": true},
              {"type": "select_one yes_no", "name": "knows", "label": {"vi": "Biết?", "en": "Knows?"}, "missing": ["dk"],
               "required": true, "kap": {"component": "knowledge", "right": ["yes"]}},
              {"type": "select_multiple channel", "name": "channels", "label": {"vi": "Kênh nào?", "en": "Which channels?"},
               "relevant": "${knows} = 'yes'"},
              {"type": "decimal", "name": "distance", "label": {"vi": "Bao xa?", "en": "How far?"}},
              {"type": "text", "name": "remark", "label": {"vi": "Ghi chú?", "en": "Remark?"}},
              {"type": "calculate", "name": "old", "calculation": "if(${age} >= 30, 1, 0)"},
              {"type": "end_group"}],
             "choices": [
              {"list_name": "sex", "name": "f", "label": {"vi": "Nữ", "en": "Female"}},
              {"list_name": "sex", "name": "m", "label": {"vi": "Nam", "en": "Male"}},
              {"list_name": "yes_no", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
              {"list_name": "yes_no", "name": "no", "label": {"vi": "Không", "en": "No"}},
              {"list_name": "channel", "name": "tv", "label": {"vi": "Tivi", "en": "TV"}},
              {"list_name": "channel", "name": "radio", "label": {"vi": "Đài", "en": "Radio"}}]}
            """;

    private static final String PLAN = TestPlan.of("job-plan", """
              {"id": "X-1", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "Biết", "en": "Knows"},
               "component": "knowledge",
               "groups": [{"id": "all", "title": {"vi": "a", "en": "a"}, "form": "job-form", "age": {"item": "age", "from": 15, "to": 99}}],
               "parts": [{"id": "right", "title": {"vi": "a", "en": "a"}, "scale": {"items": ["knows"], "atLeast": 1}}],
               "numerator": "${right} = 1", "rule": {"version": "3", "text": {"vi": "a", "en": "a"}, "readings": []},
               "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}
            """);

    private TestRound() {}

    /** The round without an interview; the same id again changes nothing. */
    public static void open(Database database, String id) {
        new QuestionnaireStore(database).publish("job-form/v1.json", bytes(FORM));
        new PlanStore(database).publish("job-plan", bytes(PLAN));
        List<Selection> selections = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            selections.add(new Selection(person(i), i % 2 == 0 ? "01" : "02", psu(i), null, 10.5 + i % 3));
        }
        new RoundStore(database)
                .open(new Round(id, "job-plan", "job-form", "1", "Đợt thử", "Test round", 2026, 1.5, true), selections);
    }

    /**
     * The round with its interviews: of every sixth person none, of every twelfth one that is submitted only, of person 1
     * one that broke off, all others approved.
     */
    public static void interviewed(Database database, URI service, String id) throws Exception {
        open(database, id);
        for (int i = 0; i < PERSONS; i++) {
            if (i % 6 != 5) {
                UUID interview = interview(id, i);
                put(service, interview, id, i, answers(i));
                if (i % 12 != 3) {
                    approve(service, interview);
                }
            }
        }
    }

    public static void put(URI service, UUID interview, String round, int i, String answers) throws Exception {
        put(service, interview, 1, round, i, answers);
    }

    public static void put(URI service, UUID interview, int revision, String round, int i, String answers)
            throws Exception {
        String payload = payload(interview, round, i, answers).replace("\"revision\":1", "\"revision\":" + revision);
        HttpResponse<String> reply = TestService.put(service, interview, revision, bytes(payload));
        assertThat(reply.body()).contains("\"stored\"");
    }

    /** An interview of a person of the round. */
    public static String payload(UUID interview, String round, int i, String answers) {
        return TestService.interview(interview, 1, answers)
                .replace("\"test-form\"", "\"job-form\"")
                .replace(TestService.sha256(TestService.form()), TestService.sha256(bytes(FORM)))
                .replace(
                        "\"round\":null,\"selection\":null",
                        "\"round\":\"" + round + "\",\"selection\":\"" + person(i) + "\"");
    }

    public static void approve(URI service, UUID interview) throws Exception {
        HttpResponse<String> reply =
                TestService.send(TestService.request(service, "/api/interviews/" + interview + "/state")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"revision\":1,\"from\":\"submitted\",\"to\":\"approved\"}"))
                        .build());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    }

    public static UUID interview(String round, int i) {
        return UUID.nameUUIDFromBytes(bytes(round + "/" + i));
    }

    static String person(int i) {
        return "P-" + (100 + i);
    }

    private static String psu(int i) {
        return "00" + i % 8;
    }

    private static String answers(int i) {
        if (i == 1) {
            return "{\"sex\":\"m\"}";
        }
        String age = i % 5 == 0 ? "{\"missing\":\"refused\"}" : "\"" + (18 + i % 30) + "\"";
        String knows = i % 4 == 2 ? "{\"missing\":\"dk\"}" : i % 4 == 0 ? "\"no\"" : "\"yes\"";
        String channels =
                i % 4 == 1 || i % 4 == 3 ? ",\"channels\":\"" + (i % 3 == 0 ? "tv radio" : "radio") + "\"" : "";
        String remark = i % 3 == 0 ? ",\"remark\":\"có, \\\"một\\\"\\nvà 0" + i + "\"" : ",\"remark\":\"07294\"";
        return "{\"sex\":\"" + (i % 3 == 0 ? "m" : "f") + "\",\"age\":" + age + ",\"knows\":" + knows + channels
                + ",\"distance\":\"" + i / 10.0 + "\"" + remark + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
