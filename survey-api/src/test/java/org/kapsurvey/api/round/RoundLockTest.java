package org.kapsurvey.api.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;

/** A round opened and locked over the API, and what comes after. */
class RoundLockTest {
    private static final TestService SERVICE = TestService.shared();

    private static String opening(String round) {
        new PlanStore(SERVICE.database()).publish("round-plan", TestService.plan("round-plan"));
        return """
                {"round": "%s", "plan": "round-plan", "forms": ["test-form"], "titleVi": "Đợt 2027", "year": 2027,
                 "planningDesignEffect": 1.5, "synthetic": true}""".formatted(round);
    }

    @Test
    void aRoundIsOpenedOnceAndEveryFaultNamed() throws Exception {
        HttpResponse<String> opened = SERVICE.post("/api/rounds", opening("lock-open"));
        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(opened.body())
                .contains(
                        "\"round\":\"lock-open\",\"plan\":\"round-plan\"",
                        "\"forms\":[{\"form\":\"test-form\",\"version\":\"1\"}]")
                .contains("\"title\":{\"vi\":\"Đợt 2027\",\"en\":\"Đợt 2027\"}");
        assertThat(SERVICE.post("/api/rounds", opening("lock-open")).statusCode())
                .isEqualTo(200);
        assertThat(SERVICE.post("/api/rounds", opening("lock-open").replace("1.5", "2"))
                        .body())
                .contains("409.5");
        HttpResponse<String> faulty = SERVICE.post(
                "/api/rounds",
                opening("Lock")
                        .replace("1.5", "0")
                        .replace("round-plan", "none")
                        .replace("\"test-form\"", "\"test-form\", \"test-form:1\", \"none\""));
        assertThat(faulty.statusCode()).isEqualTo(400);
        assertThat(faulty.body())
                .contains("400.2", "can't be the id of a round", "There is no plan", "design effect must be 1 or more")
                .contains("\\\"test-form\\\" stands twice", "There is no questionnaire \\\"none\\\"")
                .contains("Không có kế hoạch \\\"none\\\".", "Hệ số thiết kế phải từ 1 trở lên.")
                .contains("Phiếu hỏi \\\"test-form\\\" có hai lần.");
        new PlanStore(SERVICE.database()).publish("old-plan", bytes("{}"));
        assertThat(SERVICE.get("/api/plans").body())
                .contains("{\"plan\":\"old-plan\",\"title\":{\"vi\":\"old-plan\"")
                .contains("{\"plan\":\"round-plan\",\"title\":{\"vi\":");
    }

    @Test
    void aPlanIsHeldToTheVersionsThatTheRoundAsks() throws Exception {
        String form = new String(TestService.form(), StandardCharsets.UTF_8).replace("test-form", "lock-form");
        QuestionnaireStore forms = new QuestionnaireStore(SERVICE.database());
        forms.publish("lock-form/v1.json", bytes(form));
        forms.publish(
                "lock-form/v2.json",
                bytes(form.replace("\"version\": \"1\"", "\"version\": \"2\"")
                        .replace("\"heard\"", "\"hears\"")
                        .replace("${heard}", "${hears}")));
        new PlanStore(SERVICE.database())
                .publish(
                        "lock-plan",
                        bytes(new String(TestService.plan("lock-plan"), StandardCharsets.UTF_8)
                                .replace("test-form", "lock-form")));
        String opening = opening("lock-versions").replace("round-plan", "lock-plan");
        HttpResponse<String> refused = SERVICE.post("/api/rounds", opening.replace("test-form", "lock-form"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("400.2", "\"file\":\"lock-plan\"", "has no question \\\"heard\\\"")
                .contains("không có câu hỏi");
        assertThat(SERVICE.post("/api/rounds", opening.replace("test-form", "lock-form:1"))
                        .statusCode())
                .isEqualTo(201);
        // A plan that an earlier program kept.
        new PlanStore(SERVICE.database()).publish("kept-plan", bytes("{}"));
        assertThat(SERVICE.post("/api/rounds", opening("lock-kept").replace("round-plan", "kept-plan"))
                        .body())
                .contains("400.2", "\"file\":\"kept-plan\"");
    }

    @Test
    void whatComesAfterTheLockIsKeptButCountsForNothing() throws Exception {
        String round = "lock-late";
        opening(round);
        new RoundStore(SERVICE.database())
                .open(
                        new Round(round, "round-plan", "test-form", "1", "Đợt khóa", "Locked", 2027, 1.5, true),
                        List.of(new Selection("p-1", "a", "1", null, 2)));
        UUID early = UUID.randomUUID();
        assertThat(SERVICE.put(early, 1, of(round, early, 1)).body()).contains("\"status\":\"stored\"");
        assertThat(lock(round, "{}").body()).contains("409.10", "\"undecided\":\"1\"");
        assertThat(move(early, 1, "approved").statusCode()).isEqualTo(200);
        UUID open = UUID.randomUUID();
        SERVICE.put(open, 1, of(round, open, 1));
        assertThat(visit(round, 1).statusCode()).isEqualTo(201);
        assertThat(lock(round, "{\"withUndecided\": true}").statusCode()).isEqualTo(204);
        assertThat(lock(round, "{\"withUndecided\": true}").statusCode()).isEqualTo(204);
        assertThat(SERVICE.get("/api/rounds").body()).containsPattern(round + "\"[^}]*}][^}]*}[^}]*\"lockedAt\":\"20");

        UUID late = UUID.randomUUID();
        assertThat(SERVICE.put(late, 1, of(round, late, 1)).body()).contains("\"status\":\"quarantined\"");
        HttpResponse<String> revised = SERVICE.put(open, 2, of(round, open, 2));
        assertThat(revised.statusCode()).isEqualTo(201);
        assertThat(revised.body()).contains("\"status\":\"quarantined\"");
        assertThat(SERVICE.put(open, 3, bytes("{")).statusCode()).isEqualTo(201);
        assertThat(move(open, 1, "approved").body()).contains("409.9");
        assertThat(visit(round, 1).body()).contains("409.9");
        assertThat(lock("lock-nowhere", "{}").body()).contains("404.4");
    }

    private static byte[] of(String round, UUID id, int revision) {
        return bytes(interview(id, revision).replace("\"round\":null", "\"round\":\"" + round + "\""));
    }

    private static HttpResponse<String> lock(String round, String body) throws Exception {
        return SERVICE.post("/api/rounds/" + round + "/lock", body);
    }

    private static HttpResponse<String> move(UUID id, int revision, String to) throws Exception {
        return SERVICE.post(
                "/api/interviews/" + id + "/state",
                "{\"revision\": %d, \"from\": \"submitted\", \"to\": \"%s\"}".formatted(revision, to));
    }

    private static HttpResponse<String> visit(String round, int visit) throws Exception {
        return TestService.send(SERVICE.request("/api/rounds/" + round + "/selections/p-1/visits/" + visit)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"disposition\":\"refusal\"}"))
                .build());
    }
}
