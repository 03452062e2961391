package org.kapsurvey.api.cli;

import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.jvm.Translation;

/** A fault of a form, block or plan in the language asked for. */
final class ToldFault {
    private ToldFault() {}

    /** In Vietnamese by the list of forms, and where that has no such sentence by those of plans; English for any other language. */
    static Fault in(String language, Fault english) {
        if (!language.equals("vi")) {
            return english;
        }
        Fault form = Translation.ofForms().of(english);
        Fault plan = VietnameseFaults.of(english);
        return new Fault(
                english.place(),
                form.message().equals(english.message()) ? plan.message() : form.message(),
                form.remedy().equals(english.remedy()) ? plan.remedy() : form.remedy());
    }
}
