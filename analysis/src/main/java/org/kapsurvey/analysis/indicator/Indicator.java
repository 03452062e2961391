package org.kapsurvey.analysis.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.expression.Expression;

/**
 * One target of a plan and the rule by which it is measured.
 *
 * @param clause where the plan sets the target
 * @param counting what is counted, and so how it is estimated
 * @param groups whom the target is about, one or more; who is in several is counted once
 * @param denominator who of the groups is counted, unknown counts as no; of {@link Counting#SUMS} what is added up below
 * @param whole of {@link Counting#SUMS} of which only a part was seen: what is added up to all that the target is about; empty where
 *     the denominator is all
 * @param routes of an indicator about a unit that several persons can tell of, as a couple: how many persons of the population
 *     could have; a row counts 1 / routes
 * @param parts rates and scores shown beside the indicator and usable in its numerator, in order
 * @param numerator who is counted as reached, unknown counts as no; of {@link Counting#SUMS} what is added up above
 * @param judged what is set against the target
 * @param target a share in [0, 1]
 * @param due the year by which the target is to be reached; empty if every year
 * @param lead the body that answers for the indicator
 * @param cooperating those that help it
 */
public record Indicator(
        String id,
        String objective,
        Wording clause,
        Wording title,
        KapComponent component,
        Counting counting,
        List<TargetGroup> groups,
        Expression denominator,
        Optional<Expression> whole,
        Optional<Expression> routes,
        List<Part> parts,
        Expression numerator,
        Judged judged,
        Rule rule,
        double target,
        Direction direction,
        OptionalInt due,
        Optional<Baseline> baseline,
        Body lead,
        List<Body> cooperating) {

    public Indicator {
        groups = List.copyOf(groups);
        parts = List.copyOf(parts);
        cooperating = List.copyOf(cooperating);
    }

    /** The ids of the forms that its groups answer, each once. */
    public List<String> forms() {
        return groups.stream().map(TargetGroup::form).distinct().toList();
    }

    /** The part that is set against the target; empty if the numerator is, or nothing. */
    public Optional<Part> judgedPart() {
        return parts.stream().filter(part -> part.name().equals(judged.part())).findFirst();
    }

    /** What an indicator counts. */
    public enum Counting {
        /** Persons of a sample, estimated with its design. */
        PERSONS("persons"),
        /** Units of a complete register; those that do not answer leave a range ({@code ReturnsRange}). */
        UNITS("units"),
        /** What units of a complete register report: the sum of the numerators over the sum of the denominators. */
        SUMS("sums");

        private final String code;

        Counting(String code) {
            this.code = code;
        }

        /** The word in plans. */
        public String code() {
            return code;
        }

        static List<String> codes() {
            return Arrays.stream(values()).map(Counting::code).toList();
        }

        static Counting of(String code) {
            return values()[codes().indexOf(code)];
        }
    }

    /**
     * Whom the target is about.
     *
     * @param id a name within the indicator
     * @param form id of the form that the group answers
     * @param ages empty if of every age
     * @param kinds of the units of {@link Counting#UNITS} and {@link Counting#SUMS}; empty for persons
     * @param where a further condition
     * @param isRequired whether the target is judged only where the data have somebody of the group, because the plan names it;
     *     false of one way among several to reach people, and of units
     */
    public record TargetGroup(
            String id,
            Wording title,
            String form,
            Optional<Ages> ages,
            List<String> kinds,
            Optional<Expression> where,
            boolean isRequired) {
        public TargetGroup {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * Ages in completed years, both ends included.
     *
     * @param item the question that holds the age
     */
    public record Ages(String item, int from, int to) {}

    /**
     * What is set against the target.
     *
     * @param part the part; null for the numerator itself, or for nothing
     * @param isNothing whether the indicator is a component of another target and has none of its own
     */
    public record Judged(@Nullable String part, boolean isNothing) {
        static final Judged NUMERATOR = new Judged(null, false);
        static final Judged NOTHING = new Judged(null, true);
    }

    /** A body that answers for an indicator, or helps to; inferred where the plan itself does not name it for this target. */
    public record Body(Wording name, boolean isInferred) {}

    /**
     * A rate or a score shown beside the indicator; by its name later expressions use it.
     *
     * @param name a name that no question of the forms has
     * @param denominator who of the groups this part counts; empty for the same as the indicator; of {@link Counting#SUMS} what is
     *     added up below, empty where the part is a share of units
     */
    public record Part(String name, Wording title, PartRule rule, Optional<Expression> denominator) {
        /** Whether the part is a mean of points and no rate. */
        public boolean isMean() {
            return rule instanceof Score score && score.cutOff().isEmpty();
        }
    }

    /** How a part is counted. */
    public sealed interface PartRule {}

    /** A condition on the answers; unknown counts as no. */
    public record Condition(Expression numerator) implements PartRule {}

    /**
     * So many right answers or more, by the forms' own key. Whatever is not a right answer counts as wrong: another answer,
     * "don't know", refused, not asked.
     */
    public record Scale(List<String> items, int atLeast) implements PartRule {
        public Scale {
            items = List.copyOf(items);
        }
    }

    /**
     * Points of several items, by the forms' own key.
     *
     * @param dontKnow what "don't know" is worth
     * @param missing what becomes of an item that was not answered otherwise
     * @param answered the least number of items with points, fewer leave the score unknown; all items unless prorated
     * @param cutOff the score from which a row counts; empty if the mean score itself is shown
     */
    public record Score(
            List<String> items, Of of, Unanswered dontKnow, Unanswered missing, int answered, OptionalDouble cutOff)
            implements PartRule {
        public Score {
            items = List.copyOf(items);
        }

        /** What the points of the items make. */
        public enum Of {
            SUM("sum"),
            MEAN("mean"),
            /** From 0, the lowest sum that the key allows, to 100, the highest. */
            PERCENT("percent");

            private final String code;

            Of(String code) {
                this.code = code;
            }

            static List<String> codes() {
                return Arrays.stream(values()).map(of -> of.code).toList();
            }

            static Of of(String code) {
                return values()[codes().indexOf(code)];
            }
        }

        /** What an item without an answer is worth. */
        public enum Unanswered {
            /** The fewest points of the item. */
            WRONG("wrong"),
            /** Nothing: the other items stand for it, if there are enough of them. */
            DROPPED("dropped");

            private final String code;

            Unanswered(String code) {
                this.code = code;
            }

            static List<String> codes() {
                return Arrays.stream(values()).map(of -> of.code).toList();
            }

            static Unanswered of(String code) {
                return values()[codes().indexOf(code)];
            }
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
