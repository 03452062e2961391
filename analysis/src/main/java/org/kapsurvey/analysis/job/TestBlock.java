package org.kapsurvey.analysis.job;

import java.util.Optional;
import org.kapsurvey.analysis.inference.IndependenceTest;
import org.kapsurvey.analysis.inference.RankTest;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A test that a job asks for.
 *
 * @param first of independence and kappa the rows, else the variable
 * @param second of independence and kappa the columns, of t and rank the groups, of trend what the groups are ordered by
 * @param statistic of independence; else not used
 * @param scores of rank; else not used
 */
public record TestBlock(
        String id,
        Kind kind,
        JsonText first,
        JsonText second,
        IndependenceTest.Statistic statistic,
        RankTest.Scores scores,
        Optional<Expression> where,
        double level) {

    /** What is tested. */
    public enum Kind {
        /** Whether rows and columns of a table are independent. */
        INDEPENDENCE("independence", "rows", "columns"),
        /** Whether the means of two groups differ. */
        T("t", "variable", "groups"),
        /** Whether means of ordered groups follow a straight line. */
        TREND("trend", "variable", "over"),
        /** How far two variables with the same levels agree beyond chance. */
        KAPPA("kappa", "rows", "columns"),
        /** Whether a variable ranks higher in some groups than in others. */
        RANK("rank", "variable", "groups");

        private final String text;
        private final String first;
        private final String second;

        Kind(String text, String first, String second) {
            this.text = text;
            this.first = first;
            this.second = second;
        }

        /** The name in a job. */
        public String text() {
            return text;
        }

        /** Whether it is about a table of two variables, and not about one variable in groups. */
        public boolean isTable() {
            return this == INDEPENDENCE || this == KAPPA;
        }

        String first() {
            return first;
        }

        String second() {
            return second;
        }
    }
}
