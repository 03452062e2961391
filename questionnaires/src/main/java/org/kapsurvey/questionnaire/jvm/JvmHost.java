package org.kapsurvey.questionnaire.jvm;

import java.text.Normalizer;
import org.kapsurvey.questionnaire.interview.Host;

/** The Java virtual machine; a browser has its own with {@code String.prototype.normalize}. */
public final class JvmHost implements Host {
    @Override
    public String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
