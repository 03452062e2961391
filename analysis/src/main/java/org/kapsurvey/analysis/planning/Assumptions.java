package org.kapsurvey.analysis.planning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * What a sample plan assumes and wants, all values in their ranges and all names known; read from the keys {@code plan,
 * earlier, groups, indicators, domains, size, cost, allocation} of a sample plan (docs/formats.md).
 *
 * @param name of the plan; may be empty
 * @param strata at least one, of different names
 * @param groups at least one
 * @param indicators at least one
 * @param domains in which rates are wanted beside the whole and the strata
 */
public record Assumptions(
        String name,
        List<Stratum> strata,
        List<Group> groups,
        List<PlannedIndicator> indicators,
        List<PlannedDomain> domains,
        Size size,
        Optional<Cost> cost,
        AllocationRule rule,
        Place allocationPlace) {
    public Assumptions {
        strata = List.copyOf(strata);
        groups = List.copyOf(groups);
        indicators = List.copyOf(indicators);
        domains = List.copyOf(domains);
    }

    /** What a sample plan leads to besides itself. */
    public interface Sources {
        /** The plan of targets that it names; none, and a fault, if it can't be had. */
        Optional<Plan> plan(JsonText file, Faults faults);

        /** The rates found by an earlier round, by {@code id} and by variable; none, and a fault, if they can't be had. */
        Optional<Map<String, EarlierRate>> earlier(JsonText file, Faults faults);

        /** The strata that the sample plan makes of a frame; none if it names none, absent where its faults leave them unknown. */
        Optional<List<StratumSize>> strata();

        /** The strata of a frame, none without one; every file refused: a service reads none. */
        static Sources of(List<StratumSize> strata) {
            return of(Optional.of(strata));
        }

        /** The same where the strata may be unknown. */
        static Sources of(Optional<List<StratumSize>> strata) {
            return new Sources() {
                @Override
                public Optional<Plan> plan(JsonText file, Faults faults) {
                    return refused(file, faults);
                }

                @Override
                public Optional<Map<String, EarlierRate>> earlier(JsonText file, Faults faults) {
                    return refused(file, faults);
                }

                @Override
                public Optional<List<StratumSize>> strata() {
                    return strata;
                }
            };
        }

        private static <T> Optional<T> refused(JsonText file, Faults faults) {
            faults.add(
                    file.place(),
                    "The service reads no files.",
                    "Write the values into the sample plan, or run ./kap sample plan.");
            return Optional.empty();
        }
    }

    /** A stratum as a frame has it. */
    public record StratumSize(String name, long population, long clusters) {}

    /** A rate of an earlier round and its design effect with replacement; NaN where that has none. */
    public record EarlierRate(double rate, double designEffect) {}

    /**
     * A stratum.
     *
     * @param population persons or households, N_h, 1 or more
     * @param rate expected there of the indicator that the allocation looks at; among the rates of that indicator too
     * @param least clusters that it gets at least, 2 or more
     * @param most clusters that it has
     */
    public record Stratum(String name, long population, OptionalDouble rate, long least, long most) {}

    /**
     * A target group.
     *
     * @param share of the selected units that have somebody of the group who would be asked, above 0, at most 1
     * @param response of these persons, above 0, at most 1
     * @param population persons of the group, for the finite population correction of its sizes
     */
    public record Group(String id, double share, double response, OptionalDouble population) {}

    /**
     * An indicator as it is expected to come out.
     *
     * @param rate expected, above 0 and below 1
     * @param rates expected in domains and strata of their own, by name
     * @param intraclassCorrelation from 0 to 1
     * @param margin wanted of the whole, above 0 and below 1
     * @param target from 0 to 1
     * @param before rate of the round before from which a change is to be found
     */
    public record PlannedIndicator(
            String id,
            Wording title,
            Group group,
            double rate,
            Map<String, Double> rates,
            double intraclassCorrelation,
            OptionalDouble margin,
            OptionalDouble target,
            Direction direction,
            OptionalDouble before) {
        public PlannedIndicator {
            rates = Map.copyOf(rates);
        }

        /** The same with other rates of domains and strata. */
        PlannedIndicator with(Map<String, Double> others) {
            return new PlannedIndicator(
                    id, title, group, rate, others, intraclassCorrelation, margin, target, direction, before);
        }

        /** The rate expected in a domain or stratum. */
        public double rateIn(String domain) {
            return rates.getOrDefault(domain, rate);
        }
    }

    /**
     * A part of the population.
     *
     * @param strata places in the list of strata, at least one
     * @param share of the units of these strata that belong to it, above 0, at most 1
     * @param margin wanted of every indicator in it
     * @param least clusters that its strata get together at least
     */
    public record PlannedDomain(String name, Set<Integer> strata, double share, OptionalDouble margin, long least) {
        public PlannedDomain {
            strata = Set.copyOf(strata);
        }
    }

    /**
     * What decides the size.
     *
     * @param level of intervals and tests
     * @param power of tests and verdicts
     * @param clusters fixed in advance
     * @param take units selected in each cluster; to be found from the cost where empty
     * @param eligibility of the selected units, above 0, at most 1
     * @param response of the eligible units, above 0, at most 1
     * @param weightVariation cv(w) within strata, 0 or more
     * @param overlap share of the clusters that the round before had too
     * @param clusterCorrelation of the clusters' rates in both rounds
     * @param lead the indicator that decides on the allocation and the clusters
     */
    public record Size(
            double level,
            double power,
            OptionalLong clusters,
            OptionalInt take,
            double eligibility,
            double response,
            double weightVariation,
            double overlap,
            double clusterCorrelation,
            Optional<String> lead) {}

    /**
     * What the field work costs.
     *
     * @param cluster of reaching a cluster
     * @param listing of listing one household
     * @param listed households listed in a cluster
     * @param visit of a selected unit
     * @param interview of a complete interview
     * @param currency as printed
     */
    public record Cost(
            double fixed,
            double cluster,
            double listing,
            double listed,
            double visit,
            double interview,
            OptionalDouble budget,
            String currency) {
        /** The cost by clusters and units, where a unit gives so many interviews. */
        public FieldCost of(double interviewsPerUnit) {
            return new FieldCost(fixed, cluster + listing * listed, visit + interview * interviewsPerUnit);
        }
    }

    /**
     * Reads the keys of planning.
     *
     * @param fields the whole sample plan; keys of drawing are left to others
     * @return none if there are faults, or the strata are unknown: then all else is checked
     */
    public static Optional<Assumptions> read(JsonFields fields, Sources sources) {
        return new AssumptionsParser(fields, sources).read();
    }

    /**
     * Interviews of the group to be expected of a selected unit: eligibility · response · share · response of the group.
     *
     * @return above 0, at most 1
     */
    public double yieldOf(Group group) {
        return size.eligibility() * size.response() * group.share() * group.response();
    }

    /** Interviews to be expected of a selected unit, of all groups together. */
    public double interviewsPerUnit() {
        return groups.stream().mapToDouble(this::yieldOf).sum();
    }

    /** Σ N_h p_h / Σ N_h over strata, p_h the rate that is expected of the indicator in each. */
    static double meanRate(PlannedIndicator indicator, List<Stratum> strata) {
        double sum = 0;
        double population = 0;
        for (Stratum stratum : strata) {
            sum += (double) stratum.population() * indicator.rateIn(stratum.name());
            population += (double) stratum.population();
        }
        return sum / population;
    }

    /** The rate of the whole that the rates of the strata lead to; the indicator's own where no stratum has one. */
    public double rateOfStrata(PlannedIndicator indicator) {
        return strata.stream().noneMatch(stratum -> indicator.rates().containsKey(stratum.name()))
                ? indicator.rate()
                : meanRate(indicator, strata);
    }

    /** Σ N_h. */
    public double population() {
        return strata.stream()
                .mapToDouble(stratum -> (double) stratum.population())
                .sum();
    }
}
