package org.kapsurvey.api.cli;

import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.questionnaire.fault.Fault;

/** A fault of a form, block or plan in the language asked for. */
final class ToldFault {
    private ToldFault() {}

    /** In Vietnamese for {@code vi}, in English for any other language. */
    static Fault in(String language, Fault english) {
        return language.equals("vi") ? VietnameseFaults.of(english) : english;
    }
}
