package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.jvm.FormWalks;
import org.kapsurvey.questionnaire.jvm.FormWalks.Coverage;

/** What walks through a form reached, as lines of text. */
final class WalkLines {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final PrintWriter out;
    private final boolean vietnamese;

    WalkLines(PrintWriter out, String language) {
        this.out = out;
        this.vietnamese = language.equals("vi");
    }

    /** Walks as if today, so that limits on days hold as they would in the field. */
    void print(Composition form, int walks) {
        Coverage coverage = FormWalks.of(
                        form.questionnaire(),
                        form.text(),
                        LocalDate.now(VIETNAM).toString())
                .coverage(1, walks);
        int reached = coverage.reached().size() - coverage.unreached().size();
        out.println(
                vietnamese
                        ? walks + " lượt đi thử: đến được " + reached + "/"
                                + coverage.reached().size() + " câu."
                        : walks + " walks reached " + reached + " of "
                                + coverage.reached().size() + " questions.");
        for (Question question : coverage.unreached()) {
            boolean impossible = coverage.impossible().contains(question);
            out.println("  " + question.name() + ": " + told(impossible));
        }
    }

    private String told(boolean impossible) {
        if (impossible) {
            return vietnamese ? "không bao giờ được hỏi, chọn gì cũng vậy" : "never asked, whatever is chosen";
        }
        return vietnamese ? "chưa lượt nào đến" : "no walk got there";
    }
}
