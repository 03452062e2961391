package org.kapsurvey.api.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and texts that say more about one occurrence of a problem. Never an answer, a name or a token. */
public record Details(Map<String, String> entries) {
    public Details {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public static Details none() {
        return new Details(Map.of());
    }

    public static Details of(String name, String text) {
        return new Details(Map.of(name, text));
    }

    public Details with(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(entries);
        more.put(name, text);
        return new Details(more);
    }
}
