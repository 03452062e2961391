package org.kapsurvey.analysis.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.planning.Allocation.Conflict;
import org.kapsurvey.analysis.planning.Allocation.Minimum;
import org.kapsurvey.analysis.planning.Allocation.Share;
import org.kapsurvey.analysis.planning.Assumptions.Cost;
import org.kapsurvey.analysis.planning.Assumptions.PlannedDomain;
import org.kapsurvey.analysis.planning.Assumptions.PlannedIndicator;
import org.kapsurvey.analysis.planning.Assumptions.Stratum;
import org.kapsurvey.analysis.report.Presentation;

/**
 * What follows from {@link Assumptions}: how many clusters and units, of which strata, what they cost and how wide every
 * interval will be.
 *
 * <p>A cluster gives the same number of units everywhere, so that clusters are what is allocated. Interviews of a group are
 * units times its {@linkplain Assumptions#yieldOf yield}, which is taken as the same in all strata. Weights differ among strata
 * where they are not sampled in proportion; in a domain with W_h the shares of its strata in the population and a_h their
 * clusters the variance grows by a Σ W_h²/a_h (Kish 1992, Journal of Official Statistics 8, 183–200), and with it the size
 * that a margin needs. The size is the least one whose own allocation holds every margin.
 *
 * @param basis what the number of clusters came from
 * @param take units selected in each cluster
 * @param bestTake the real number of units per cluster that is best for the money, where there are costs
 * @param needs what each margin and change asks for, in the order of the assumptions
 * @param lead place in {@code needs} of the one that asks for most clusters in all; empty where none asks
 * @param strata the allocation
 * @param disproportion a Σ W_h²/a_h of all strata; 1 where the allocation is proportional
 * @param cost where there are costs
 * @param precision of each indicator in the whole, each domain and each stratum
 */
public record PlannedSample(
        Assumptions assumptions,
        Basis basis,
        int take,
        OptionalDouble bestTake,
        List<Need> needs,
        Optional<Need> lead,
        List<StratumPlan> strata,
        List<DomainMinimum> minima,
        double disproportion,
        Optional<CostPlan> cost,
        List<Precision> precision) {
    /** More units per cluster than this are not looked at when the best number is sought. */
    private static final int MOST_UNITS = 100;

    /** What is so near above a whole number came there by rounding of doubles. */
    private static final double NEARLY = 1e-9;

    public PlannedSample {
        needs = List.copyOf(needs);
        strata = List.copyOf(strata);
        minima = List.copyOf(minima);
        precision = List.copyOf(precision);
    }

    /** What the number of clusters came from. */
    public enum Basis {
        /** What margins and changes need. */
        NEEDS,
        /** The number that was written down. */
        CLUSTERS,
        /** What the budget pays for. */
        BUDGET
    }

    /**
     * What one margin or one change asks for.
     *
     * @param domain empty for the whole
     * @param rate expected there
     * @param before the rate of the round before; empty for a margin
     * @param margin empty for a change
     * @param yield interviews that a selected unit of the domain's strata gives
     * @param uncorrected interviews before the finite population correction
     * @param interviews needed
     * @param clusters needed in the domain's strata, for a proportional allocation
     */
    public record Need(
            String domain,
            PlannedIndicator indicator,
            double rate,
            OptionalDouble before,
            OptionalDouble margin,
            double yield,
            DesignEffect effect,
            double uncorrected,
            double interviews,
            double clusters) {}

    /**
     * What a stratum gets.
     *
     * @param exact clusters before rounding
     * @param fraction of its population that is selected as units
     * @param weight of a unit in it over that in all, were every unit selected of all alike
     */
    public record StratumPlan(
            Stratum stratum,
            double exact,
            long clusters,
            long units,
            double interviews,
            double fraction,
            double weight) {}

    /** What the strata of a domain must get together. */
    public record DomainMinimum(PlannedDomain domain, long clusters) {}

    /**
     * What the sample costs.
     *
     * @param field cost by clusters and units
     * @param total of all
     * @param affordable clusters that the budget pays for; empty without a budget
     */
    public record CostPlan(Cost cost, FieldCost field, double total, Optional<Long> affordable) {}

    /**
     * What is expected of an indicator in a domain.
     *
     * @param domain empty for the whole
     * @param clusters of the strata of the domain
     * @param clustersWithCases expected of them to give an interview of the indicator's group
     * @param effect of clusters and weights within strata
     * @param disproportion a Σ W_h²/a_h within the domain
     * @param verdict where there is a target
     */
    public record Precision(
            String domain,
            PlannedIndicator indicator,
            long clusters,
            double clustersWithCases,
            DesignEffect effect,
            double disproportion,
            ExpectedInterval interval,
            Optional<ExpectedVerdict> verdict) {
        /** How the figure would be shown. */
        public Presentation presentation() {
            return Presentation.of(Math.max(1, Math.round(interval.interviews())));
        }
    }

    /**
     * The plan.
     *
     * @throws PlanningException with every conflict of sizes, minima and maxima
     */
    public static PlannedSample of(Assumptions assumptions) {
        return new Planning(assumptions).plan();
    }

    /** Clusters of all strata. */
    public long clusters() {
        return strata.stream().mapToLong(StratumPlan::clusters).sum();
    }

    /** Units selected of all strata. */
    public long units() {
        return clusters() * take;
    }

    /** Interviews expected of all groups. */
    public double interviews() {
        return (double) units() * assumptions.interviewsPerUnit();
    }

    /** Clusters by the name of the stratum, as the drawing takes them. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        strata.forEach(stratum -> counts.put(stratum.stratum().name(), stratum.clusters()));
        return counts;
    }

    private static final class Planning {
        private final Assumptions given;
        private final Set<Integer> all;
        private final double[] shares;

        Planning(Assumptions given) {
            this.given = given;
            int strata = given.strata().size();
            all = new TreeSet<>(IntStream.range(0, strata).boxed().toList());
            double population = given.population();
            shares = given.strata().stream()
                    .mapToDouble(stratum -> (double) stratum.population() / population)
                    .toArray();
        }

        PlannedSample plan() {
            int take = take();
            List<Need> needs = needs(take);
            Optional<Need> lead = largest(needs);
            Optional<Long> affordable = given.cost()
                    .filter(cost -> cost.budget().isPresent())
                    .map(cost -> cost.of(given.interviewsPerUnit())
                            .clusters(cost.budget().orElseThrow(), take));
            Sizing sizing = sized(needs, affordable);
            List<StratumPlan> strata = strata(sizing, take);
            long clusters = strata.stream().mapToLong(StratumPlan::clusters).sum();
            return new PlannedSample(
                    given,
                    sizing.basis(),
                    take,
                    bestTake(lead),
                    needs,
                    lead,
                    strata,
                    sizing.minima(),
                    disproportion(all, sizing.allocation().rounded()),
                    given.cost().map(cost -> {
                        FieldCost field = cost.of(given.interviewsPerUnit());
                        return new CostPlan(cost, field, field.total((double) clusters, take), affordable);
                    }),
                    precision(sizing.allocation().rounded(), take));
        }

        // Units per cluster

        private int take() {
            if (given.size().take().isPresent()) {
                return given.size().take().getAsInt();
            }
            FieldCost cost = given.cost().orElseThrow().of(given.interviewsPerUnit());
            Optional<PlannedIndicator> named = given.size()
                    .lead()
                    .flatMap(id -> given.indicators().stream()
                            .filter(indicator -> indicator.id().equals(id))
                            .findFirst());
            if (named.isEmpty() && !needs(1).isEmpty()) {
                return cheapest(cost);
            }
            PlannedIndicator lead = named.orElse(given.indicators().get(0));
            return cost.bestTake(lead.intraclassCorrelation(), given.yieldOf(lead.group()), MOST_UNITS);
        }

        /** The number of units with which all needs cost least; of equals the smallest. */
        private int cheapest(FieldCost cost) {
            int best = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int take = 1; take <= MOST_UNITS; take++) {
                double total = cost.total(Math.ceil(clusters(needs(take))), take);
                if (total < least) {
                    least = total;
                    best = take;
                }
            }
            return best;
        }

        private OptionalDouble bestTake(Optional<Need> lead) {
            if (given.cost().isEmpty()) {
                return OptionalDouble.empty();
            }
            PlannedIndicator indicator = lead.map(Need::indicator)
                    .orElseGet(() -> leading().orElse(given.indicators().get(0)));
            double best = given.cost()
                    .get()
                    .of(given.interviewsPerUnit())
                    .bestTake(indicator.intraclassCorrelation(), given.yieldOf(indicator.group()));
            return Double.isFinite(best) ? OptionalDouble.of(best) : OptionalDouble.empty();
        }

        private Optional<PlannedIndicator> leading() {
            return given.size()
                    .lead()
                    .flatMap(id -> given.indicators().stream()
                            .filter(indicator -> indicator.id().equals(id))
                            .findFirst());
        }

        // What is needed

        private List<Need> needs(int take) {
            List<Need> needs = new ArrayList<>();
            for (PlannedIndicator indicator : given.indicators()) {
                indicator.margin().ifPresent(margin -> needs.add(margin("", indicator, 1, margin, take)));
                indicator.before().ifPresent(before -> needs.add(change(indicator, before, take)));
                for (PlannedDomain domain : given.domains()) {
                    domain.margin()
                            .ifPresent(margin ->
                                    needs.add(margin(domain.name(), indicator, domain.share(), margin, take)));
                }
            }
            return needs;
        }

        private DesignEffect effect(PlannedIndicator indicator, double share, int take) {
            return DesignEffect.ofGroup(
                    take,
                    given.yieldOf(indicator.group()) * share,
                    indicator.intraclassCorrelation(),
                    given.size().weightVariation());
        }

        private Need margin(String domain, PlannedIndicator indicator, double share, double margin, int take) {
            double yield = given.yieldOf(indicator.group()) * share;
            double rate = indicator.rateIn(domain);
            DesignEffect effect = effect(indicator, share, take);
            // A domain's part of the group is not known; leaving its correction off asks for no less than is needed.
            double population = domain.isEmpty()
                    ? indicator.group().population().orElse(Double.POSITIVE_INFINITY)
                    : Double.POSITIVE_INFINITY;
            ProportionSize size = new ProportionSize(rate, given.size().level(), effect.value(), population);
            double interviews = size.interviews(margin);
            return new Need(
                    domain,
                    indicator,
                    rate,
                    OptionalDouble.empty(),
                    OptionalDouble.of(margin),
                    yield,
                    effect,
                    size.uncorrected(margin),
                    interviews,
                    interviews / yield / take);
        }

        private Need change(PlannedIndicator indicator, double before, int take) {
            double yield = given.yieldOf(indicator.group());
            DesignEffect effect = effect(indicator, 1, take);
            double interviews = new ChangeSize(
                            before,
                            indicator.rate(),
                            given.size().level(),
                            given.size().power(),
                            effect,
                            given.size().overlap(),
                            given.size().clusterCorrelation())
                    .interviews();
            return new Need(
                    "",
                    indicator,
                    indicator.rate(),
                    OptionalDouble.of(before),
                    OptionalDouble.empty(),
                    yield,
                    effect,
                    interviews,
                    interviews,
                    interviews / yield / take);
        }

        private PlannedDomain domain(String name) {
            return given.domains().stream()
                    .filter(domain -> domain.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        /** Whether a need is one of all strata: of the whole, or of a domain that lies in all of them. */
        private boolean ofAll(Need need) {
            return need.domain().isEmpty() || domain(need.domain()).strata().size() == all.size();
        }

        private double ofAll(List<Need> needs) {
            return needs.stream()
                    .filter(this::ofAll)
                    .mapToDouble(Need::clusters)
                    .max()
                    .orElse(0);
        }

        private double of(PlannedDomain domain, List<Need> needs) {
            return needs.stream()
                    .filter(need -> need.domain().equals(domain.name()) && !ofAll(need))
                    .mapToDouble(Need::clusters)
                    .max()
                    .orElse(0);
        }

        /** Clusters that all needs ask for, whatever the allocation. */
        private double clusters(List<Need> needs) {
            double sum = given.domains().stream()
                    .mapToDouble(domain -> Math.ceil(of(domain, needs)))
                    .sum();
            return Math.max(sum, ofAll(needs));
        }

        private Optional<Need> largest(List<Need> needs) {
            Optional<Need> largest = Optional.empty();
            for (Need need : needs) {
                if (largest.isEmpty() || need.clusters() > largest.get().clusters()) {
                    largest = Optional.of(need);
                }
            }
            return largest;
        }

        // The allocation

        private record Sizing(Basis basis, Allocation allocation, List<DomainMinimum> minima) {}

        private Sizing sized(List<Need> needs, Optional<Long> affordable) {
            if (given.size().clusters().isEmpty() && !needs.isEmpty()) {
                List<DomainMinimum> minima = minima(needs);
                // The budget is the harder limit: minima that only a margin asks for give way to it.
                long within = affordable.orElse(Long.MAX_VALUE);
                if (Math.max(least(minima), whole(ofAll(needs))) <= within) {
                    long total = fewest(needs, minima);
                    if (total <= within) {
                        return new Sizing(Basis.NEEDS, allocation(total, minima), minima);
                    }
                }
            }
            boolean fixed = given.size().clusters().isPresent();
            long total = fixed ? given.size().clusters().getAsLong() : affordable.orElseThrow();
            List<DomainMinimum> minima = minima(List.of());
            return new Sizing(fixed ? Basis.CLUSTERS : Basis.BUDGET, allocation(total, minima), minima);
        }

        /** The fewest clusters in all whose allocation holds every margin. */
        private long fewest(List<Need> needs, List<DomainMinimum> minima) {
            long most = given.strata().stream().mapToLong(Stratum::most).sum();
            double wanted = ofAll(needs);
            return fewest(Math.max(least(minima), whole(wanted)), most, total -> {
                List<Long> clusters = allocation(total, minima).rounded();
                return given.domains().stream()
                        .filter(domain -> of(domain, needs) > 0)
                        .mapToDouble(domain -> missing(domain.strata(), of(domain, needs), clusters))
                        .reduce(missing(all, wanted, clusters), Math::max);
            });
        }

        private List<DomainMinimum> minima(List<Need> needs) {
            List<DomainMinimum> minima = new ArrayList<>();
            for (PlannedDomain domain : given.domains()) {
                long least = Math.max(domain.least(), fewest(domain, of(domain, needs)));
                if (least > 0) {
                    minima.add(new DomainMinimum(domain, least));
                }
            }
            return minima;
        }

        /** The fewest clusters that hold a domain's margins, were they spread over its strata alone. */
        private long fewest(PlannedDomain domain, double wanted) {
            List<Share> shares = shares();
            List<Integer> strata = domain.strata().stream().sorted().toList();
            List<Share> own = strata.stream().map(shares::get).toList();
            long least = own.stream().mapToLong(Share::least).sum();
            if (wanted == 0 || own.stream().anyMatch(share -> share.least() > share.most())) {
                return whole(wanted);
            }
            return fewest(
                    Math.max(least, whole(wanted)),
                    own.stream().mapToLong(Share::most).sum(),
                    total -> {
                        List<Long> rounded = new ArrayList<>(Collections.nCopies(shares.size(), 0L));
                        List<Long> ofDomain = Allocation.of(total, own).rounded();
                        for (int i = 0; i < ofDomain.size(); i++) {
                            rounded.set(strata.get(i), ofDomain.get(i));
                        }
                        return missing(domain.strata(), wanted, rounded);
                    });
        }

        /**
         * By how many clusters an allocation falls short of what strata need: strata that are not sampled in proportion need more.
         */
        private double missing(Set<Integer> strata, double wanted, List<Long> clusters) {
            double there = strata.stream().mapToLong(clusters::get).sum();
            return wanted * disproportion(strata, clusters) - there;
        }

        /**
         * The least total of which nothing is missing. The more there are in all, the more each stratum has, but for rounding; so it
         * is found by halving. Where even the most is not enough, as many more as are missing then.
         */
        private static long fewest(long least, long most, LongToDoubleFunction missing) {
            if (least > most) {
                return least;
            }
            long below = least - 1;
            long above = least;
            while (missing.applyAsDouble(above) > NEARLY) {
                if (above == most) {
                    return most + Math.max(1, whole(missing.applyAsDouble(most)));
                }
                long step = 2 * (above - below);
                below = above;
                above = Math.min(most, above + step);
            }
            while (above - below > 1) {
                long middle = below + (above - below) / 2;
                if (missing.applyAsDouble(middle) > NEARLY) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return above;
        }

        private static long whole(double clusters) {
            return (long) Math.ceil(clusters - NEARLY);
        }

        private long least(List<DomainMinimum> minima) {
            long least = given.strata().stream().mapToLong(Stratum::least).sum();
            for (DomainMinimum minimum : minima) {
                long own = minimum.domain().strata().stream()
                        .mapToLong(h -> given.strata().get(h).least())
                        .sum();
                least += Math.max(0, minimum.clusters() - own);
            }
            return least;
        }

        private Allocation allocation(long total, List<DomainMinimum> domains) {
            List<Share> of = shares();
            List<Minimum> minima = domains.stream()
                    .map(minimum -> new Minimum(
                            minimum.domain().name(), minimum.domain().strata(), minimum.clusters()))
                    .toList();
            List<Conflict> conflicts = Allocation.conflicts(total, of, minima);
            if (!conflicts.isEmpty()) {
                throw new PlanningException(conflicts, given.allocationPlace());
            }
            return Allocation.of(total, of, minima);
        }

        private List<Share> shares() {
            PlannedIndicator indicator = leading().orElse(given.indicators().get(0));
            return given.strata().stream()
                    .map(stratum -> share(stratum, indicator))
                    .toList();
        }

        private Share share(Stratum stratum, PlannedIndicator indicator) {
            double rate = stratum.rate().orElse(indicator.rateIn(stratum.name()));
            double weight = given.rule().weight((double) stratum.population(), rate, Math.sqrt(rate * (1 - rate)));
            return new Share(stratum.name(), weight, stratum.least(), stratum.most());
        }

        private double disproportion(Set<Integer> strata, List<Long> clusters) {
            double population = strata.stream().mapToDouble(h -> shares[h]).sum();
            double sum = 0;
            double sample = 0;
            for (int h : strata) {
                double share = shares[h] / population;
                sum += share * share / (double) clusters.get(h);
                sample += (double) clusters.get(h);
            }
            return Math.max(1, sum * sample);
        }

        private List<StratumPlan> strata(Sizing sizing, int take) {
            List<Long> clusters = sizing.allocation().rounded();
            double total = clusters.stream().mapToLong(Long::longValue).sum();
            List<StratumPlan> plans = new ArrayList<>();
            for (int h = 0; h < clusters.size(); h++) {
                Stratum stratum = given.strata().get(h);
                long units = clusters.get(h) * take;
                plans.add(new StratumPlan(
                        stratum,
                        sizing.allocation().exact().get(h),
                        clusters.get(h),
                        units,
                        (double) units * given.interviewsPerUnit(),
                        (double) units / (double) stratum.population(),
                        shares[h] / ((double) clusters.get(h) / total)));
            }
            return plans;
        }

        // What it gives

        private List<Precision> precision(List<Long> clusters, int take) {
            List<Precision> rows = new ArrayList<>();
            for (PlannedIndicator indicator : given.indicators()) {
                rows.add(precision("", all, 1, indicator, clusters, take));
                for (PlannedDomain domain : given.domains()) {
                    rows.add(precision(domain.name(), domain.strata(), domain.share(), indicator, clusters, take));
                }
                if (given.strata().size() > 1) {
                    for (int h : all) {
                        rows.add(precision(given.strata().get(h).name(), Set.of(h), 1, indicator, clusters, take));
                    }
                }
            }
            return rows;
        }

        private Precision precision(
                String name,
                Set<Integer> strata,
                double share,
                PlannedIndicator indicator,
                List<Long> clusters,
                int take) {
            double yield = given.yieldOf(indicator.group()) * share;
            DesignEffect effect = effect(indicator, share, take);
            double disproportion = disproportion(strata, clusters);
            long sampled = strata.stream().mapToLong(clusters::get).sum();
            double empty = Math.pow(1 - yield, take);
            double withCases = (double) sampled * (1 - empty);
            double strataWithCases = strata.stream()
                    .mapToDouble(h -> 1 - Math.pow(empty, (double) clusters.get(h)))
                    .sum();
            ExpectedInterval interval = ExpectedInterval.of(
                    indicator.rateIn(name),
                    (double) sampled * take * yield,
                    effect.value() * disproportion,
                    Math.max(0, withCases - strataWithCases),
                    given.size().level());
            return new Precision(
                    name,
                    indicator,
                    sampled,
                    withCases,
                    effect,
                    disproportion,
                    interval,
                    indicator.target().isPresent()
                            ? Optional.of(ExpectedVerdict.of(
                                    interval,
                                    indicator.target().getAsDouble(),
                                    indicator.direction(),
                                    given.size().power()))
                            : Optional.empty());
        }
    }
}
