package org.kapsurvey.questionnaire.browser;

import org.kapsurvey.questionnaire.interview.Host;
import org.teavm.jso.JSBody;

/** A browser, or Node. */
final class BrowserHost implements Host {
    @Override
    public String nfc(String text) {
        return normalize(text);
    }

    @JSBody(params = "text", script = "return text.normalize('NFC');")
    private static native String normalize(String text);
}
