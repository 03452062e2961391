package org.kapsurvey.analysis.institution;

import java.util.Optional;
import org.kapsurvey.analysis.indicator.StratifiedReturns;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.indicator.Wording;

/**
 * What a group of institutions says to a question.
 *
 * @param by what the group was formed by; empty for all units that are asked the question
 * @param group its code; empty for all
 * @param registered units registered on the day
 * @param selected of them, those that were asked
 * @param returned of these, those with a return, whatever it says
 * @param range absent if nobody of the group was selected
 */
public record GroupReturns(
        InstitutionJob.Question question,
        String by,
        String group,
        Wording name,
        int registered,
        int selected,
        int returned,
        Optional<StratifiedReturns> range) {

    /** yes / (yes + no); NaN if nobody answered. It says nothing of the missing units. */
    public double shareOfAnswers() {
        return range.filter(found -> found.yes() + found.no() > 0)
                .map(found -> (double) found.yes() / (found.yes() + found.no()))
                .orElse(Double.NaN);
    }

    /** Absent without a target. */
    public Optional<Verdict> verdict() {
        if (question.target().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(range.map(found -> found.verdict(question.target().getAsDouble(), question.direction()))
                .orElse(Verdict.NOT_MEASURED));
    }
}
