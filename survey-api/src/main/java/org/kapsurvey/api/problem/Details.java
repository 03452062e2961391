package org.kapsurvey.api.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and texts that say more about one occurrence of a problem. Never an answer, a name or a token.
 *
 * @param faults of a text that was sent, as a JSON list; null where no text is at fault
 */
public record Details(Map<String, String> entries, @Nullable String faults) {
    public Details {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public static Details none() {
        return new Details(Map.of(), null);
    }

    public static Details of(String name, String text) {
        return new Details(Map.of(name, text), null);
    }

    public Details with(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(entries);
        more.put(name, text);
        return new Details(more, faults);
    }

    public Details withFaults(String json) {
        return new Details(entries, json);
    }
}
