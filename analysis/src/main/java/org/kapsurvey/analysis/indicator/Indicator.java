package org.kapsurvey.analysis.indicator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.expression.Expression;

/**
 * One target of a plan and the rule by which it is measured.
 *
 * @param clause where the plan sets the target
 * @param form id of the form whose answers it is computed from
 * @param denominator who of the group is counted; unknown counts as no
 * @param parts rates shown beside the indicator and usable in its numerator, in order
 * @param numerator who is counted as reached; unknown counts as no
 * @param target a share in [0, 1]
 * @param due the year by which the target is to be reached; empty if every year
 * @param lead the body that answers for the indicator
 */
public record Indicator(
        String id,
        String objective,
        Wording clause,
        Wording title,
        KapComponent component,
        String form,
        TargetGroup group,
        Expression denominator,
        List<Part> parts,
        Expression numerator,
        Rule rule,
        double target,
        Direction direction,
        OptionalInt due,
        Optional<Baseline> baseline,
        Wording lead,
        List<Wording> cooperating) {

    public Indicator {
        parts = List.copyOf(parts);
        cooperating = List.copyOf(cooperating);
    }

    /**
     * Whom the target is about.
     *
     * @param ageItem the question that holds the age in completed years
     * @param from youngest age counted
     * @param to oldest age counted
     * @param where a further condition
     */
    public record TargetGroup(Wording title, String ageItem, int from, int to, Optional<Expression> where) {}

    /**
     * A rate shown beside the indicator; by its name later expressions use it as 1 or 0.
     *
     * @param name a name that no question of the form has
     */
    public record Part(String name, Wording title, PartRule rule) {}

    /** How a part is counted. */
    public sealed interface PartRule {}

    /** A condition on the answers; unknown counts as no. */
    public record Condition(Expression numerator) implements PartRule {}

    /**
     * So many right answers or more, by the form's own key. Whatever is not a right answer counts as wrong: another answer,
     * "don't know", refused, not asked.
     */
    public record Scale(List<String> items, int atLeast) implements PartRule {
        public Scale {
            items = List.copyOf(items);
        }
    }

    /**
     * The rule in words, printed beside the number.
     *
     * @param version counts up with every change of what is computed
     * @param readings how words are read that the plan leaves undefined
     */
    public record Rule(String version, Wording text, List<Reading> readings) {
        public Rule {
            readings = List.copyOf(readings);
        }
    }

    /** How one undefined word of the plan is read. */
    public record Reading(String word, Wording as) {}

    /**
     * What the plan states about the past; shown as stated, never tested against.
     *
     * @param stated with its qualifier, such as "over 90%"
     * @param administrative whether it comes from administrative reports and not from a survey
     * @param comparable whether it measures the same thing
     */
    public record Baseline(int year, Wording stated, boolean administrative, boolean comparable, Wording note) {}
}
