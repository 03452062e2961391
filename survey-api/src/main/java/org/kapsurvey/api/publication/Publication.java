package org.kapsurvey.api.publication;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.questionnaire.Published;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.jvm.FormChanges;
import org.kapsurvey.questionnaire.jvm.FormWalks;

/**
 * A form that has passed the gate, beside the version that was published before it.
 *
 * @param form with the rows of its blocks, as it is published
 * @param before the version of the last publication; null where this is the form's first
 * @param changes against that version; null where there is none
 * @param broken the faults that plans have with this version and had not with that one
 */
record Publication(
        Composition form,
        @Nullable Questionnaire before,
        @Nullable FormChanges changes,
        List<Fault> broken) {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /**
     * Compares with what is published.
     *
     * @param hash of the form as it is published: published already, it is compared with what came before it
     * @param plans the texts of the plans by their ids
     */
    static Publication of(Composition form, String hash, QuestionnaireStore published, Map<String, String> plans) {
        Questionnaire after = form.questionnaire();
        Map<String, String> lastVersions = new LinkedHashMap<>();
        String before = null;
        boolean reached = false;
        for (QuestionnaireStore.Entry entry : published.list()) {
            if (!entry.form().equals(after.form())) {
                lastVersions.put(entry.form(), entry.version());
            } else if (entry.version().equals(after.version()) && entry.hash().equals(hash)) {
                reached = true;
            } else if (!reached) {
                before = entry.version();
            }
        }
        Optional<Published> earlier = before == null ? Optional.empty() : published.find(after.form(), before);
        if (earlier.isEmpty()) {
            return new Publication(form, null, null, List.of());
        }
        List<Questionnaire> others = new ArrayList<>();
        lastVersions.forEach((id, version) ->
                published.find(id, version).map(Published::questionnaire).ifPresent(others::add));
        Questionnaire old = earlier.get().questionnaire();
        String today = LocalDate.now(VIETNAM).toString();
        return new Publication(
                form,
                old,
                FormChanges.between(earlier.get().text(), form.text()),
                BrokenPlans.between(
                        plans,
                        others,
                        FormWalks.of(old, earlier.get().text(), today),
                        FormWalks.of(after, form.text(), today)));
    }
}
