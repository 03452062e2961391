package org.kapsurvey.questionnaire.interview;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Labels;
import org.kapsurvey.questionnaire.definition.Question;

/** Something that a supervisor should know about an interview. */
public final class Finding {
    private final String name;
    private final FindingCode code;
    private final @Nullable Question question;
    private final @Nullable FormRow row;
    private final Labels.Filling filling;

    Finding(String name, FindingCode code, @Nullable Question question, @Nullable FormRow row, Labels.Filling filling) {
        this.name = name;
        this.code = code;
        this.question = question;
        this.row = row;
        this.filling = filling;
    }

    /** Of the question or repeat, which the form may not have. */
    public String name() {
        return name;
    }

    public FindingCode code() {
        return code;
    }

    /** The numbers of the rows in which the question stands, from 1, the outermost repeat's first; none outside repeats. */
    public List<Integer> rows() {
        List<Integer> rows = new ArrayList<>();
        for (FormRow at = row; at != null && at.parent != null; at = at.parent) {
            rows.add(0, at.position + 1);
        }
        return rows;
    }

    /** A sentence for the surveyor, in the form's words where it has any. It repeats no answer unless the form's words do. */
    public String message(String language) {
        if (question != null) {
            Labels words = code == FindingCode.CONSTRAINT
                    ? question.constraintMessage()
                    : code == FindingCode.REQUIRED
                            ? question.requiredMessage()
                            : code == FindingCode.WARNING ? question.warningMessage() : null;
            if (words != null && !words.isEmpty()) {
                return words.in(language, filling);
            }
            if (code == FindingCode.TYPE) {
                return FindingCode.typeMessage(question.type(), language);
            }
        }
        return code.message(language);
    }
}
