package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;

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
