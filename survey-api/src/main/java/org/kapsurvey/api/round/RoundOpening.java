package org.kapsurvey.api.round;

import java.util.List;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A round as somebody wants to open it, not checked yet.
 *
 * @param forms each as {@code youth}, the version that was published last, or {@code youth:1}
 */
public record RoundOpening(
        String round,
        String plan,
        List<JsonText> forms,
        String titleVi,
        String titleEn,
        int year,
        double planningDesignEffect,
        boolean synthetic) {
    public RoundOpening {
        forms = List.copyOf(forms);
    }
}
