package org.kapsurvey.analysis.indicator;

import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.jvm.Sentence;

/**
 * What one version of a plan has otherwise than an earlier one.
 *
 * @param indicator its id; empty for what the plan has before its indicators
 * @param what the keys that lead to the value, parted by slashes; groups and parts by their ids
 * @param before as written; empty where it was absent
 * @param after as written; empty where it is absent
 * @param place of the version of the indicator's rule in the new plan, or of the plan
 */
public record PlanChange(Kind kind, String indicator, String what, String before, String after, Place place) {
    /** How the numbers of the two versions compare. */
    public enum Kind {
        /** Computed or judged otherwise, under the same version of the rule. */
        UNVERSIONED(
                "{0} is computed or judged otherwise under the same version of its rule: {1} was “{2}” and is “{3}”.",
                "{0} được tính hoặc đánh giá khác trước mà phiên bản cách tính không đổi: {1} trước là “{2}”, nay là “{3}”."),
        /** Computed or judged otherwise, under a new version of the rule. */
        RULE(
                "{0} is computed or judged otherwise: {1} was “{2}” and is “{3}”.",
                "{0} được tính hoặc đánh giá khác trước: {1} trước là “{2}”, nay là “{3}”."),
        ADDED("The indicator {0} is new.", "Chỉ số {0} là chỉ số mới."),
        REMOVED("The indicator {0} is gone.", "Không còn chỉ số {0}."),
        /** What is read beside the number, or who answers for it. */
        TOLD("{0} is told otherwise: {1}.", "{0} được trình bày khác trước: {1}.");

        private final String english;
        private final String vietnamese;

        Kind(String english, String vietnamese) {
            this.english = english;
            this.vietnamese = vietnamese;
        }
    }

    /** The change as a sentence: Vietnamese for {@code vi}, English for any other language. */
    public String in(String language) {
        String sentence = language.equals("vi") ? kind.vietnamese : kind.english;
        String[] parts = {indicator.isEmpty() ? what : indicator, what, before, after};
        return Sentence.filled(sentence, part -> parts[part]);
    }

    /** The fault of a change that no version tells. */
    public Fault fault() {
        return new Fault(
                place,
                indicator + " is computed or judged otherwise than before (" + what
                        + "), and its rule has the same version.",
                "Count the rule's \"version\" up.");
    }
}
