package org.kapsurvey.api.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/** Forms are published over HTTP through the same gate as on the command line. */
class PublicationTest {
    private static final Path QUESTIONNAIRES = Path.of("..", "questionnaires");

    private final TestService service = TestService.shared();
    private final String id = "p" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void allFaultsAreToldAtOnceInBothLanguagesAndNothingIsKept() throws Exception {
        String form = form("1")
                .replace("\"" + id + "\"", "\"" + id + " \"")
                .replace("\"integer\"", "\"integr\"")
                .replace("${heard}", "${herd}");
        HttpResponse<String> answer = post("/api/questionnaires", form, "vi");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"code\":\"422.6\"", "\"message\":\"Phiếu hỏi có lỗi nên chưa được công bố.\"")
                .contains(fault(form, "\"" + id + " \""), fault(form, "\"integr\""))
                .contains("\"vi\":{\"message\":\"\\\"form_id\\\" chỉ gồm tối đa 40 chữ thường")
                .contains("\"en\":{\"message\":\"\\\"form_id\\\" must be at most 40 small letters")
                .contains("Có phải là \\\"integer\\\" không?", "Did you mean \\\"integer\\\"?")
                .contains("${herd}");
        assertThat(post("/api/questionnaires", form, "en").body())
                .contains("\"message\":\"The form has faults, so it was not published.\"");
        assertThat(service.get("/api/questionnaires").body()).doesNotContain(id);
    }

    @Test
    void whatIsNoJsonIsToldByItsPlace() throws Exception {
        assertThat(post("/api/questionnaires/check", "{\"settings\": {\n \"form_id\": oops}}", "vi")
                        .body())
                .contains("\"line\":2,\"column\":13", "\"vi\":{\"message\":\"Ở đây phải có một giá trị");
        assertThat(post("/api/questionnaires/check", form("1").replace("Heard?", "Heard\\u0000?"), "vi")
                        .body())
                .contains("U+0000");
    }

    @Test
    void aFormIsPublishedOnceAndANewVersionIsComparedWithIt() throws Exception {
        HttpResponse<String> first = post("/api/questionnaires", form("1"), "vi");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).hasValue("/api/questionnaires/" + id + "/1");
        assertThat(first.body())
                .contains("\"hash\":\"" + TestService.sha256(bytes(form("1"))) + "\"")
                .contains("\"before\":null", "\"changes\":[]", "\"brokenInPlans\":[]");
        assertThat(service.get("/api/questionnaires/" + id + "/1").body()).isEqualTo(form("1"));
        assertThat(post("/api/questionnaires", form("1"), "vi").statusCode()).isEqualTo(200);

        String other = form("1").replace("Heard of it?", "Have you heard?");
        HttpResponse<String> taken = post("/api/questionnaires", other, "en");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("\"code\":\"409.5\"");
        assertThat(post("/api/questionnaires/check", other, "en").body()).contains("\"kind\":\"SAME_VERSION\"");

        new PlanStore(service.database())
                .publish(
                        "plan-" + id,
                        bytes(new String(TestService.plan("plan-" + id), StandardCharsets.UTF_8)
                                .replace("\"test-form\"", "\"" + id + "\"")));
        String second = form("2")
                .replace("\"heard\"", "\"heard_of\"")
                .replace("${heard}", "${heard_of}")
                .replace("Heard of it?", "Have you heard?");
        String changes = post("/api/questionnaires/check", second, "vi").body();
        assertThat(changes)
                .startsWith("{\"faults\":[],\"form\":\"" + id + "\",\"version\":\"2\"")
                .contains("\"before\":\"1\",\"unchanged\":0")
                .contains(
                        "{\"kind\":\"QUESTION_REMOVED\",\"comparable\":\"no\",\"name\":\"heard\",\"vi\":\"Câu heard (")
                .contains("\"kind\":\"QUESTION_ADDED\",\"comparable\":\"new\",\"name\":\"heard_of\"")
                .contains("\"brokenInPlans\":[{\"kind\":\"FORM\",\"file\":\"plan-" + id + "\"")
                .contains("heard");
        assertThat(service.get("/api/questionnaires/" + id + "/2").statusCode()).isEqualTo(404);
        assertThat(post("/api/questionnaires", second, "vi").statusCode()).isEqualTo(201);
        assertThat(post("/api/questionnaires/check", form("1"), "vi").body())
                .as("what was published first has nothing before it")
                .contains("\"before\":null");
    }

    @Test
    void theRowsOfBlocksComeFromTheProjectAndAFaultInOneNamesNoFolder() throws Exception {
        Path file = QUESTIONNAIRES.resolve("forms/duties/v1.json");
        String form = Files.readString(file).replace("\"form_id\": \"duties\"", "\"form_id\": \"" + id + "\"");
        assertThat(form).contains(id);
        assertThat(post("/api/questionnaires", form, "vi").statusCode()).isEqualTo(201);
        assertThat(service.get("/api/questionnaires/" + id + "/1").body())
                .isEqualTo(Composition.of("body", form, new BlockFolder(QUESTIONNAIRES.resolve("blocks")))
                        .text());
        String missing = form.replace("\"name\": \"outcome\"", "\"name\": \"outcomes\"");
        assertThat(missing).isNotEqualTo(form);
        assertThat(post("/api/questionnaires/check", missing, "vi").body())
                .contains("\"file\":\"body\"", "outcomes")
                .doesNotContain("\"file\":\"..");
    }

    /** Its place, as the list of faults has it. */
    private static String fault(String form, String text) {
        String before = form.substring(0, form.indexOf(text));
        return "\"line\":" + (before.chars().filter(c -> c == '\n').count() + 1) + ",\"column\":"
                + (before.length() - before.lastIndexOf('\n'));
    }

    private HttpResponse<String> post(String path, String body, String language)
            throws IOException, InterruptedException {
        return TestService.send(service.request(path)
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private String form(String version) {
        return """
                {"settings": {"form_id": "%s", "version": "%s", "default_language": "vi",
                  "title": {"vi": "Phiếu thử", "en": "A form"}},
                 "survey": [
                  {"type": "select_one yn", "name": "heard", "label": {"vi": "Đã nghe chưa?", "en": "Heard of it?"}},
                  {"type": "integer", "name": "age", "label": {"vi": "Bao nhiêu tuổi?", "en": "Heard?"},
                   "relevant": "${heard} = 'yes'"}],
                 "choices": [
                  {"list_name": "yn", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
                  {"list_name": "yn", "name": "no", "label": {"vi": "Không", "en": "No"}}]}
                """.formatted(id, version);
    }
}
