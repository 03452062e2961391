package org.kapsurvey.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.web.BrowserTorture.Defect;
import org.kapsurvey.api.web.BrowserTorture.Outcome;

/** A short torture of the form on a phone, and that each of its counts finds the fault that it is for. */
final class BrowserTortureTest {
    private static Chromium chromium;
    private static TestService service;

    @BeforeAll
    static void launch() {
        service = TestService.shared();
        chromium = Chromium.launch(service);
        BrowserTorture.publish(service.database(), 1);
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void whatIsShownAsSavedIsThereOnceAndLegibleToNobody() throws IOException {
        Outcome outcome = torture(1, 2, 1);
        assertThat(outcome.sentences()).isEmpty();
        assertThat(outcome.isWhole()).isTrue();
        assertThat(outcome.interviews()).isGreaterThanOrEqualTo(3);
        assertThat(outcome.answers()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anInterviewDeletedBeforeItsReceiptAndADraftThatIsNotClosedAreFound() throws IOException {
        Outcome outcome = torture(
                2,
                1,
                0,
                new Defect(
                        "/queue.js",
                        "const result=await send(finished)",
                        "await forgetSent(finished);const result={failure:\"network\"}"),
                new Defect("/form/vault.js", "await keepDraft(closed)", "await keepDraft(draft)"));
        assertThat(outcome.sentences())
                .contains("A finished interview never arrived.", "An answer lies on the device for everybody to read.");
        assertThat(outcome.lost()).isPositive();
        assertThat(outcome.plain()).isPositive();
    }

    /** It is written long after its screen, which says all the same that it is saved. */
    @Test
    void aDraftThatIsWrittenAfterItsScreenIsFoundToBeLost() throws IOException {
        Outcome outcome = torture(
                3,
                0,
                1,
                new Defect("/form.js", "()=>keeping)", "()=>null)"),
                new Defect(
                        "/form.js",
                        "root.toggleAttribute(\"data-keeping\",true)",
                        "form.kept=true;root.toggleAttribute(\"data-keeping\",false)"),
                new Defect(
                        "/form.js",
                        "async function write(){",
                        "async function write(){await new Promise((late)=>setTimeout(late,6E4));"));
        assertThat(outcome.sentences()).contains("An answer was shown as saved and its draft came back without it.");
        assertThat(outcome.lost()).isPositive();
    }

    /** Each by a seed of its own: all send to one service. */
    private static Outcome torture(long seed, int sequences, int kills, Defect... defects) throws IOException {
        try (BrowserTorture.Run run = new BrowserTorture.Run(
                chromium, service.uri(), service.database(), seed, List.of(defects), line -> {})) {
            return run.run(sequences, kills);
        }
    }
}
