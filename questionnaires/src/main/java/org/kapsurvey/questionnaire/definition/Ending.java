package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.formula.Formula;

/**
 * An outcome that a form's settings tell apart from a complete or partial interview.
 *
 * @param outcome as the record and the data have it: {@code refusal}
 * @param test true of the answers of such an interview
 */
public record Ending(String outcome, Formula test) {
    /** The outcomes by the keys of the settings; of several that are true the first counts. */
    private static final Map<String, String> OUTCOMES = new LinkedHashMap<>();

    static {
        OUTCOMES.put("refused", "refusal");
        OUTCOMES.put("ineligible", "ineligible");
        OUTCOMES.put("not_met", "non-contact");
        OUTCOMES.put("prevented", "other");
        OUTCOMES.put("not_found", "unknown-household");
    }

    /** The keys of the settings, those that count first before the others. */
    public static List<String> keys() {
        return new ArrayList<>(OUTCOMES.keySet());
    }

    static String outcome(String key) {
        String outcome = OUTCOMES.get(key);
        return outcome == null ? "" : outcome;
    }
}
