package org.kapsurvey.analysis.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.kapsurvey.analysis.bench.ChainPopulation.Group;
import org.kapsurvey.analysis.bench.ChainPopulation.Person;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.estimate.Total;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;

/** What the chain estimates, and what it is in the population. */
public enum ChainTarget {
    /** How many persons know. */
    TOTAL_KNOWING(Kind.TOTAL, "knows", Whom.ALL),
    /** How many older persons know. */
    TOTAL_KNOWING_OLDER(Kind.TOTAL, "knows", Whom.OLDER),
    /** How many visits were made. */
    TOTAL_VISITS(Kind.TOTAL, "visits", Whom.ALL),
    KNOWS(Kind.RATE, "knows", Whom.ALL),
    KNOWS_REPRODUCTIVE(Kind.RATE, "knows", Whom.REPRODUCTIVE),
    KNOWS_OLDER(Kind.RATE, "knows", Whom.OLDER),
    KNOWS_URBAN(Kind.RATE, "knows", Whom.URBAN),
    /** A rate of some 6 %. */
    RARE(Kind.RATE, "rare", Whom.ALL),
    RARE_ADOLESCENT(Kind.RATE, "rare", Whom.ADOLESCENT),
    MEAN_VISITS_WOMEN(Kind.MEAN, "visits", Whom.WOMEN);

    /** The answers, by the name of their column. */
    static final Map<String, ToDoubleFunction<Person>> ANSWERS = answers();

    private static final double LEVEL = .95;

    private final Kind kind;
    private final String variable;
    private final Whom whom;

    ChainTarget(Kind kind, String variable, Whom whom) {
        this.kind = kind;
        this.variable = variable;
        this.whom = whom;
    }

    private enum Kind {
        TOTAL,
        MEAN,
        RATE
    }

    /** A part of the population. */
    enum Whom {
        ALL,
        REPRODUCTIVE,
        OLDER,
        ADOLESCENT,
        URBAN,
        /** Of reproductive age. */
        WOMEN;

        boolean holds(Person person) {
            return switch (this) {
                case ALL -> true;
                case REPRODUCTIVE -> person.isReproductive();
                case OLDER -> person.isOlder();
                case ADOLESCENT -> person.isAdolescent();
                case URBAN -> person.isUrban();
                case WOMEN -> person.female() && person.isReproductive();
            };
        }

        String column() {
            return "is_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static Map<String, ToDoubleFunction<Person>> answers() {
        Map<String, ToDoubleFunction<Person>> answers = new LinkedHashMap<>();
        answers.put("knows", person -> person.knows() ? 1 : 0);
        answers.put("rare", person -> person.rare() ? 1 : 0);
        answers.put("visits", Person::visits);
        return answers;
    }

    /** The name in the output: {@code knows-older}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The column of 1 for the persons whom it is about. */
    String domain() {
        return whom.column();
    }

    Estimator estimator() {
        return kind == Kind.TOTAL ? Total.of(variable) : Mean.of(variable);
    }

    /** The interval that is printed: of a rate that on which its verdict rests, else estimate ± t·se. */
    Interval interval(Estimate estimate) {
        ProportionInterval method = kind == Kind.RATE ? ProportionInterval.KORN_GRAUBARD : ProportionInterval.T;
        return method.of(estimate, LEVEL);
    }

    double truth(ChainPopulation population) {
        ToDoubleFunction<Person> answer = Objects.requireNonNull(ANSWERS.get(variable));
        double sum = 0;
        double persons = 0;
        for (Group group : population.groups()) {
            for (var household : group.households()) {
                for (Person person : household) {
                    if (person.counts() && whom.holds(person)) {
                        sum += answer.applyAsDouble(person);
                        persons++;
                    }
                }
            }
        }
        return kind == Kind.TOTAL ? sum : sum / persons;
    }
}
