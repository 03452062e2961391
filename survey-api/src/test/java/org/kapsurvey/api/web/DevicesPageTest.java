package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.seal.SealingKey;
import org.kapsurvey.api.seal.TestEnvelope;

/** The page of devices, in a real browser against the real service. */
final class DevicesPageTest extends BrowserTest {
    @Test
    void whatIsMissingIsNamedWithWhatToDo() throws Exception {
        UUID whole = UUID.randomUUID();
        UUID lacking = UUID.randomUUID();
        send(whole, 1);
        send(lacking, 2);
        for (int width : new int[] {PHONE, WIDE}) {
            open(width, "/devices?hours=0");
            assertThat(row(whole)).containsText("Không thiếu");
            assertThat(row(lacking)).containsText("số 1, từ");
            assertThat(row(lacking)).containsText("Đừng xóa dữ liệu trình duyệt.");
            assertReads("25-devices");
        }
        inEnglish();
        assertThat(row(lacking)).containsText("number 1, since");
        chromium.assertQuiet(null);
    }

    @Test
    void aQueueThatWasCarriedInAFileIsTakenInOnceHoweverOften() throws Exception {
        SealingKey key = TestEnvelope.key(service.database());
        UUID whole = UUID.randomUUID();
        UUID changed = UUID.randomUUID();
        byte[] broken = TestEnvelope.seal(key, changed, 1, TestService.bytes(TestService.interview(changed, 1)));
        broken[broken.length - 10] ^= 1;
        String queue = "{\"format\":\"kap-queue/1\",\"interviews\":["
                + item(whole, TestEnvelope.seal(key, whole, 1, TestService.bytes(TestService.interview(whole, 1))))
                + ","
                + item(changed, broken)
                + "]}";
        open(PHONE, "/devices");
        for (int again = 0; again < 2; again++) {
            choose("kap-queue.json", queue);
            assertThat(page.locator("#taken")).containsText("kap-queue.json: đã nhập 2/2 phỏng vấn.");
            assertThat(page.locator("#taken li").nth(0))
                    .hasText(whole.toString().substring(0, 8) + " · Đã lưu");
            assertThat(page.locator("#taken li").nth(1)).containsText("Chưa mở được niêm phong");
        }
        assertReads("25-queue-file");
        assertThat(service.database()
                        .<Integer>read(
                                tables -> tables.fetchCount(INTERVIEW, INTERVIEW.INTERVIEW_ID.in(whole, changed))))
                .isOne();
        choose("other.json", "{\"format\":\"kap-queue/9\"}");
        assertThat(page.locator("#taken [role=alert]")).containsText("không phải là tệp hàng chờ");
        chromium.assertQuiet(null);
    }

    private void choose(String name, String content) {
        page.locator("#queue-file")
                .setInputFiles(new FilePayload(name, "application/json", TestService.bytes(content)));
    }

    private static String item(UUID id, byte[] envelope) {
        return "{\"interview\":\"%s\",\"revision\":1,\"sha256\":\"%s\",\"sealed\":[\"%s\"]}"
                .formatted(id, TestService.sha256(envelope), Base64.getEncoder().encodeToString(envelope));
    }

    private Locator row(UUID device) {
        return page.locator("tbody tr:has-text(\"" + device.toString().substring(0, 8) + "\")");
    }

    private static void send(UUID device, int number) throws Exception {
        UUID id = UUID.randomUUID();
        String interview = TestService.interview(id, 1)
                .replace("\"device\":{", "\"device\":{\"id\":\"" + device + "\",\"number\":" + number + ",");
        assertThat(service.put(id, 1, TestService.bytes(interview)).statusCode())
                .isEqualTo(201);
    }
}
