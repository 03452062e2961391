package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;

/** The preview of a questionnaire in a real browser against the real service. */
final class PreviewPageTest extends BrowserTest {
    private static final String FORM = """
            {"settings": {"form_id": "preview-page", "version": "1", "default_language": "vi",
              "title": {"vi": "Phiếu xem thử", "en": "Previewed form"}},
             "survey": [
              {"type": "select_one yn", "name": "heard", "label": {"vi": "Đã nghe chưa?", "en": "Heard?"}, "required": true},
              {"type": "integer", "name": "age", "label": {"vi": "Bao nhiêu tuổi?", "en": "How old?"}, "required": true,
               "constraint": ". >= 15 and . <= 49"},
              {"type": "text", "name": "where", "label": {"vi": "Nghe ở đâu?", "en": "Where?"}, "relevant": "${heard} = 'yes'"},
              {"type": "text", "name": "never", "label": {"vi": "Không ai hỏi", "en": "Nobody asks"},
               "relevant": "${heard} = 'yes' and not(contains(${heard}, 'yes'))"},
              {"type": "text", "name": "old", "label": {"vi": "Quá tuổi", "en": "Too old"}, "relevant": "${age} > 49"}],
             "choices": [
              {"list_name": "yn", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
              {"list_name": "yn", "name": "no", "label": {"vi": "Không", "en": "No"}}]}
            """;

    @BeforeAll
    static void formAndBrowser() {
        new QuestionnaireStore(service.database()).publish("preview.json", FORM.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatNoWalkReachedIsListedAndAWalkIsReadOnAPhone() {
        open(PHONE, "/preview?form=preview-page&version=1");
        assertThat(page.locator("h1")).hasText("Xem thử phiếu");
        assertThat(page.locator("#preview-reached")).containsText("150 lượt đi thử đến được 3/5 câu");
        assertThat(page.locator("#preview-unreached li")).hasCount(2);
        assertThat(page.locator("#preview-unreached li").first())
                .containsText("Không bao giờ được hỏi, chọn gì cũng vậy");
        assertThat(page.locator("#preview-unreached li").last()).containsText("Chưa lượt nào đến");
        assertThat(page.locator("#preview-steps li").first()).containsText("Đã nghe chưa?");
        assertReads("preview-1-phone");
        chromium.assertQuiet(null);
    }

    @Test
    void anotherWalkAnotherFormAndAnotherLanguageAreAClickAway() {
        open(WIDE, "/preview?form=preview-page&version=1");
        inEnglish();
        assertThat(page.locator("h1")).hasText("Preview of a form");
        assertThat(page.locator("#walk")).hasText("Walk 1");
        page.getByText("Another walk").click();
        assertThat(page.locator("#walk")).hasText("Walk 2");
        assertThat(page).hasURL(Pattern.compile("walk=2$"));
        assertThat(page.locator("#preview-steps li").first()).containsText("Heard?");
        assertReads("preview-2-wide");
        page.reload();
        assertThat(page.locator("#walk")).hasText("Walk 2");
        chromium.assertQuiet(null);
    }

    @Test
    void aWalkIsTheSameWheneverItIsAskedForAndItsNumberIsANumber() throws Exception {
        String walk = "/api/questionnaires/preview-page/1/walks/7";
        String body = service.get(walk).body();
        assertThat(body)
                .startsWith("{\"outcome\":\"")
                .contains("\"label\":{\"vi\":\"Đã nghe chưa?\",\"en\":\"Heard?\"}");
        assertThat(service.get(walk).body()).isEqualTo(body);
        assertThat(service.get("/api/questionnaires/preview-page/1/walks/x").body())
                .contains("\"code\":\"400.2\"");
        assertThat(service.get("/api/questionnaires/preview-page/9/walks").body())
                .contains("\"code\":\"404.2\"");
    }
}
