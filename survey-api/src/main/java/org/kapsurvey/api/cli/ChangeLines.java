package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.util.List;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.jvm.FormChange;
import org.kapsurvey.questionnaire.jvm.FormChange.Comparability;
import org.kapsurvey.questionnaire.jvm.FormChanges;

/** What a form changes against an earlier version, as lines of text. */
final class ChangeLines {
    private final PrintWriter out;
    private final String language;

    ChangeLines(PrintWriter out, String language) {
        this.out = out;
        this.language = language;
    }

    /** The changes by what they mean for comparing, and then the project's plans that they break. */
    void print(ProjectFiles project, Composition before, Composition after) {
        boolean vietnamese = language.equals("vi");
        FormChanges changes = FormChanges.between(before.text(), after.text());
        for (Comparability comparability : Comparability.values()) {
            List<FormChange> found = changes.list(comparability);
            if (!found.isEmpty()) {
                out.println(comparability.in(language) + ":");
                found.forEach(change -> out.println("  " + change.in(language)));
            }
        }
        out.println(
                vietnamese
                        ? changes.unchanged() + "/" + changes.questions() + " câu giữ nguyên."
                        : changes.unchanged() + " of " + changes.questions() + " questions are as they were.");
        List<Fault> broken = project.brokenPlans(before, after);
        if (!broken.isEmpty()) {
            out.println(vietnamese ? "kế hoạch bị hỏng:" : "broken in plans:");
            broken.forEach(fault -> out.println("  " + ToldFault.in(language, fault)));
        }
    }
}
