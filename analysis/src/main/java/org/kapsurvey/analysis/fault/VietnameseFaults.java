package org.kapsurvey.analysis.fault;

import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.jvm.Translation;

/**
 * Faults of jobs, plans and tables in Vietnamese. They are worded in English where they are found; here they are translated by the
 * lists of {@link FaultSentences}, {@link JobSentences} and {@link PlanSentences} and, what the JSON reader and the expressions say, by those of forms.
 * What is in no list stays English.
 */
public final class VietnameseFaults {
    private static final Translation TRANSLATION = Translation.ofForms()
            .with(FaultSentences.SENTENCES, FaultSentences.WORDS)
            .with(JobSentences.SENTENCES, JobSentences.WORDS)
            .with(PlanSentences.SENTENCES, "");

    private VietnameseFaults() {}

    /** The fault in Vietnamese; a sentence that is in no list stays as it is. */
    public static Fault of(Fault english) {
        return TRANSLATION.of(english);
    }
}
