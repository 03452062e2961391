package org.kapsurvey.api.interview;

import java.util.Arrays;
import java.util.List;

/** What of this package must be found in docs/. */
public final class Documented {
    private Documented() {}

    public static List<String> quarantineCodes() {
        return Arrays.stream(Quarantine.values()).map(Quarantine::code).toList();
    }
}
