package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;

/** Interviews that are returned with comments on their questions, and what their surveyor is told. */
class ReturnTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String FORM = """
            {"settings": {"form_id": "return-form", "version": "1", "default_language": "vi", "languages": ["vi"],
                          "title": {"vi": "Phiếu thử trả lại"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả"}},
              {"type": "text", "name": "place", "label": {"vi": "Ở đâu?"}},
              {"type": "calculate", "name": "two", "calculation": "2"},
              {"type": "begin_repeat", "name": "members", "label": {"vi": "Người"}},
              {"type": "integer", "name": "years", "label": {"vi": "Tuổi?"}},
              {"type": "end_repeat"},
              {"type": "end_group"}]}
            """;
    private static final String ANSWERS = "{\"place\":\"Cát Hải\",\"members\":[{\"years\":\"30\"},{\"years\":\"3\"}]}";
    private static final String COMMENTS = "[{\"question\":\"years\",\"row\":[2],\"text\":\" Ba mươi hay ba? \"},"
            + "{\"question\":\"place\",\"text\":\"Cát Hải nào\"}]";

    private static String surveyor = "";
    private static String colleague = "";

    @BeforeAll
    static void publish() {
        new QuestionnaireStore(SERVICE.database()).publish("return-form/v1.json", bytes(FORM));
        surveyor = TestService.cookie(SERVICE.uri(), SERVICE.database(), Role.SURVEYOR, List.of("11101"));
        colleague = TestService.cookie(SERVICE.uri(), SERVICE.database(), Role.SURVEYOR, List.of("11101"));
    }

    @Test
    void commentsComeBackToWhoSentItUntilHeSendsItAgain() throws Exception {
        UUID id = UUID.randomUUID();
        send(id, 1);
        assertThat(give(id, 1, COMMENTS).body()).contains("\"state\":\"returned\",\"version\":2");
        String told = returned(surveyor);
        assertThat(told)
                .contains("{\"interview\":\"" + id
                        + "\",\"revision\":1,\"form\":\"return-form\",\"version\":\"1\",\"returnedAt\":\"")
                .contains("\"reason\":\"Xem lại\",\"comments\":["
                        + "{\"question\":\"years\",\"row\":[2],\"text\":\"Ba mươi hay ba?\"},"
                        + "{\"question\":\"place\",\"row\":[],\"text\":\"Cát Hải nào\"}],"
                        + "\"payload\":{\"format\":\"kap-interview/1\",\"interview\":\"" + id);
        assertThat(returned(colleague)).isEqualTo("{\"interviews\":[]}");
        assertThat(returned(supervisor())).doesNotContain(id.toString());
        assertThat(SERVICE.get("/api/interviews/" + id).body())
                .contains("\"comments\":[{\"revision\":1,\"version\":2,\"question\":\"years\",\"row\":[2],")
                .contains("\"reason\": \"Xem lại\", \"version\": \"2\"");
        send(id, 2);
        assertThat(returned(surveyor)).doesNotContain(id.toString());
        assertThat(SERVICE.get("/api/interviews/" + id).body())
                .as("they stay with the interview")
                .contains("\"text\":\"Ba mươi hay ba?\"");
        give(id, 2, "[]");
        assertThat(returned(surveyor))
                .as("of this return alone")
                .containsPattern("\"interview\":\"" + id + "\",\"revision\":2,[^\\[]*\"comments\":\\[\\],");
        move(id, 2, "returned", "rejected", "[]");
        assertThat(returned(surveyor)).doesNotContain(id.toString());
    }

    @Test
    void aCorrectionThatComesAfterTheDecisionIsKeptAndItsReceiptSaysThatItDoesNotCount() throws Exception {
        UUID id = UUID.randomUUID();
        send(id, 1);
        give(id, 1, COMMENTS);
        assertThat(send(id, 2)).as("in time").doesNotContain("late");
        move(id, 2, "submitted", "approved", "[]");
        String receipt = send(id, 3);
        assertThat(receipt).contains("\"revision\":3,", "\"status\":\"stored\",\"late\":true}");
        assertThat(send(id, 3)).isEqualTo(receipt);
        assertThat(send(id, 2)).as("again").doesNotContain("late");
        assertThat(SERVICE.get("/api/interviews/" + id).body())
                .contains("\"revision\":2,\"current\":2,\"state\":\"approved\"");
    }

    @Test
    void whatACommentSaysStandsInNoAudit() throws Exception {
        UUID id = UUID.randomUUID();
        send(id, 1);
        give(id, 1, COMMENTS);
        String audit = SERVICE.database()
                .read(tables -> tables.selectFrom(AUDIT).where(AUDIT.INTERVIEW_ID.eq(id)).fetch(AUDIT.DETAILS).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining()));
        assertThat(audit).contains("Xem lại").doesNotContain("Ba mươi", "Cát Hải");
    }

    @Test
    void allFaultsOfCommentsAreToldAtOnceEachWithItsPlaceAndNothingIsReturned() throws Exception {
        UUID id = UUID.randomUUID();
        send(id, 1);
        String wrong = "[{\"question\":\"years\",\"row\":[3],\"text\":\"a\"},{\"question\":\"years\",\"text\":\"b\"},"
                + "\n{\"question\":\"two\",\"text\":\"c\"},{\"question\":\"members\",\"text\":\"d\"},"
                + "\n{\"question\":\"place\",\"text\":\" \"},{\"question\":\"place\",\"text\":\"e\"},"
                + "\n{\"question\":\"years\",\"row\":[0.5],\"text\":\"" + "x".repeat(501) + "\",\"by\":1}]";
        HttpResponse<String> reply = give(id, 1, wrong);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body().split("\"en\":.\"message\":\"The interview has no such question in that row.\""))
                .as("a row, a question without its row, a calculation, a repeat, and a row that is none")
                .hasSize(1 + 5);
        assertThat(reply.body())
                .contains("\"code\":\"400.2\"", "The question has a comment already.", "Unknown key \\\"by\\\".")
                .contains(
                        "\\\"row\\\" must hold numbers of rows, from 1.", "\\\"text\\\" must have 1 to 500 characters.")
                .contains("body:2:", "body:3:", "body:4:")
                .doesNotContain("xxx");
        assertThat(move(id, 1, "submitted", "rejected", COMMENTS).body())
                .contains("Only an interview that is returned has comments.");
        assertThat(SERVICE.get("/api/interviews/" + id).body()).contains("\"state\":\"submitted\"", "\"comments\":[]");
    }

    @Test
    void anInterviewThatCouldNotBeReadIsReturnedWithoutComments() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(put(id, 1, "{").body()).contains("\"quarantined\"");
        assertThat(give(id, 1, COMMENTS).body()).contains("has no such question");
        assertThat(give(id, 1, "[]").statusCode()).isEqualTo(200);
        assertThat(returned(surveyor))
                .contains("{\"interview\":\"" + id + "\",\"revision\":1,\"form\":null,\"version\":null,")
                .contains("\"comments\":[],\"payload\":null}");
        move(id, 1, "returned", "void", "[]");
        assertThat(give(UUID.randomUUID(), 1, COMMENTS).body()).contains("\"code\":\"404.3\"");
    }

    /** Whatever the program does. */
    @Test
    void aCommentNeedsTheReturnAndIsNeverChanged() throws Exception {
        UUID id = UUID.randomUUID();
        send(id, 1);
        String insert =
                "insert into interview_comment (interview_id, revision, version, question, row_numbers, place, content)"
                        + " values ('" + id + "', 1, 2, 'place', '{}', 0, 'x')";
        assertThatThrownBy(() -> SERVICE.database().write(tables -> tables.execute(insert)))
                .hasMessageContaining("409.3");
        give(id, 1, COMMENTS);
        assertThatThrownBy(() -> SERVICE.database()
                        .write(tables -> tables.execute(
                                "update interview_comment set content = 'y' where interview_id = '" + id + "'")))
                .hasMessageContaining("409.5");
    }

    private static HttpResponse<String> give(UUID id, int revision, String comments) throws Exception {
        return move(id, revision, "submitted", "returned", comments);
    }

    private static HttpResponse<String> move(UUID id, int revision, String from, String to, String comments)
            throws Exception {
        return SERVICE.post(
                "/api/interviews/" + id + "/state",
                "{\"revision\":%d,\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"Xem lại\"%s}"
                        .formatted(revision, from, to, comments.equals("[]") ? "" : ",\"comments\":" + comments));
    }

    private static String send(UUID id, int revision) throws Exception {
        HttpResponse<String> receipt = put(
                id,
                revision,
                TestService.interview(id, revision, ANSWERS)
                        .replace("\"test-form\"", "\"return-form\"")
                        .replace(TestService.sha256(TestService.form()), TestService.sha256(bytes(FORM))));
        assertThat(receipt.body()).contains("\"stored\"");
        return receipt.body();
    }

    private static HttpResponse<String> put(UUID id, int revision, String body) throws Exception {
        return TestService.send(SERVICE.request("/api/interviews/" + id + "/revisions/" + revision)
                .setHeader("Cookie", surveyor)
                .header("Content-Type", "application/json")
                .header("Content-Digest", TestService.contentDigest(bytes(body)))
                .PUT(BodyPublishers.ofByteArray(bytes(body)))
                .build());
    }

    private static String supervisor() {
        return TestService.cookie(SERVICE.uri(), SERVICE.database(), Role.SUPERVISOR, List.of("11101"));
    }

    private static String returned(String cookie) throws Exception {
        HttpResponse<String> reply = TestService.send(
                SERVICE.request("/api/returned").setHeader("Cookie", cookie).build());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }
}
