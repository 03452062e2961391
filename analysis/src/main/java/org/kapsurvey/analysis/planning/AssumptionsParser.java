package org.kapsurvey.analysis.planning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.Assumptions.Cost;
import org.kapsurvey.analysis.planning.Assumptions.EarlierRate;
import org.kapsurvey.analysis.planning.Assumptions.Group;
import org.kapsurvey.analysis.planning.Assumptions.PlannedDomain;
import org.kapsurvey.analysis.planning.Assumptions.PlannedIndicator;
import org.kapsurvey.analysis.planning.Assumptions.Size;
import org.kapsurvey.analysis.planning.Assumptions.Sources;
import org.kapsurvey.analysis.planning.Assumptions.Stratum;
import org.kapsurvey.analysis.planning.Assumptions.StratumSize;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Reads {@link Assumptions}. What stands in for a value that could not be read never leaves: then there are faults. */
final class AssumptionsParser {
    private static final int MOST_PER_CLUSTER = 500;
    private static final int MOST_CLUSTERS = 1_000_000;

    /** With fewer the variance of a stratum can't be estimated. */
    private static final int LEAST_CLUSTERS = 2;

    private final JsonFields fields;
    private final Sources sources;
    private final Faults faults;
    private final Map<String, Stratum> strata = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, PlannedIndicator> indicators = new LinkedHashMap<>();
    private final Map<String, PlannedDomain> domains = new LinkedHashMap<>();
    private Optional<Plan> plan = Optional.empty();
    private final Map<String, Place> stratumRates = new HashMap<>();
    private @Nullable Earlier earlier;

    private record Earlier(Map<String, EarlierRate> rates, double perCluster, double weightVariation) {}

    AssumptionsParser(JsonFields fields, Sources sources) {
        this.fields = fields;
        this.sources = sources;
        this.faults = fields.faults();
    }

    Optional<Assumptions> read() {
        int before = faults.size();
        String name = fields.optionalText("name").orElse("");
        plan = fields.jsonText("plan").flatMap(file -> sources.plan(file, faults));
        fields.optionalFields("earlier").ifPresent(this::earlier);
        fields.optionalObjects("groups").forEach(this::group);
        if (!fields.has("groups")) {
            // Without groups every selected unit is asked itself, which says nothing that was not said already.
            groups.put("", new Group("", 1, 1, OptionalDouble.empty()));
        }
        // A frame's strata are sizes enough; without one the strata must be written down.
        Optional<JsonFields> allocation =
                alone() ? Optional.of(fields.fields("allocation")) : fields.optionalFields("allocation");
        AllocationRule rule = allocation.map(this::rule).orElse(new AllocationRule.Proportional());
        strata(allocation);
        fields.optionalObjects("domains").forEach(this::domain);
        JsonFields size = fields.fields("size");
        OptionalDouble margin = inside(size, "margin");
        fields.objects("indicators").forEach(indicator -> indicator(indicator, margin));
        Size read = size(size);
        Optional<Cost> cost = fields.optionalFields("cost").map(this::cost);
        refuseEmpty();
        refuseUnsized(size, read, cost);
        ratesOfStrata(read);
        if (faults.size() > before || sources.strata().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Assumptions(
                name,
                List.copyOf(strata.values()),
                List.copyOf(groups.values()),
                List.copyOf(indicators.values()),
                List.copyOf(domains.values()),
                read,
                cost,
                rule,
                fields.place("allocation")));
    }

    /**
     * Gives the leading indicator the rates that strata write for it, so that the allocation and every row go by the same one, and
     * each indicator in a domain of some strata alone what these lead to, unless the plan says otherwise.
     */
    private void ratesOfStrata(Size size) {
        Optional<PlannedIndicator> lead = size.lead()
                .map(indicators::get)
                .or(() -> indicators.values().stream().findFirst());
        lead.ifPresent(indicator -> {
            Map<String, Double> rates = new HashMap<>(indicator.rates());
            for (Stratum stratum : strata.values()) {
                if (stratum.rate().isEmpty()) {
                    continue;
                }
                double own = stratum.rate().getAsDouble();
                @Nullable Double other = rates.putIfAbsent(stratum.name(), own);
                if (other != null && other != own) {
                    faults.add(
                            stratumRates.getOrDefault(stratum.name(), fields.place("allocation")),
                            "Stratum \"" + stratum.name() + "\" has the rate " + Numbers.print(own)
                                    + " here, but among the rates of \"" + indicator.id() + "\" it has "
                                    + Numbers.print(other) + ".",
                            "Write it once: the rate of a stratum is that of the leading indicator.");
                }
            }
            indicators.put(indicator.id(), indicator.with(rates));
        });
        List<Stratum> all = List.copyOf(strata.values());
        indicators.replaceAll((id, indicator) -> {
            Map<String, Double> rates = new HashMap<>(indicator.rates());
            for (PlannedDomain domain : domains.values()) {
                boolean some = domain.strata().size() < all.size();
                List<Stratum> own = domain.strata().stream().map(all::get).toList();
                if (some && own.stream().anyMatch(stratum -> indicator.rates().containsKey(stratum.name()))) {
                    rates.putIfAbsent(domain.name(), Assumptions.meanRate(indicator, own));
                }
            }
            return indicator.with(rates);
        });
    }

    /** Whether there is no frame, so that the plan must list its strata itself. */
    private boolean alone() {
        return sources.strata().filter(List::isEmpty).isPresent();
    }

    private void refuseEmpty() {
        for (String key : List.of("groups", "indicators")) {
            if (fields.has(key) && fields.items(key).isEmpty()) {
                fields.fault(key, "The list \"" + key + "\" is empty.", "Write at least one of them.");
            }
        }
    }

    private void refuseUnsized(JsonFields size, Size read, Optional<Cost> cost) {
        boolean wanted = indicators.values().stream()
                        .anyMatch(
                                one -> one.margin().isPresent() || one.before().isPresent())
                || domains.values().stream().anyMatch(domain -> domain.margin().isPresent());
        boolean budget = cost.isPresent() && cost.get().budget().isPresent();
        if (!wanted
                && !budget
                && !size.has("margin")
                && !size.has("clusters")
                && !indicators.isEmpty()
                && fields.has("size")) {
            faults.add(
                    size.place(),
                    "Nothing decides the size.",
                    "Write a \"margin\", fixed \"clusters\", or a \"budget\" among the costs.");
        }
        if (!size.has("take") && cost.isEmpty() && fields.has("size")) {
            faults.add(
                    size.place(),
                    "Nothing decides how many units a cluster gives.",
                    "Write \"take\", or a \"cost\" from which it can be found.");
        }
        read.lead()
                .filter(lead -> !indicators.containsKey(lead))
                .ifPresent(lead -> unknown(size, "lead", lead, "indicator", indicators.keySet()));
    }

    private void earlier(JsonFields from) {
        Optional<JsonText> file = from.jsonText("file");
        for (String key : List.of("file", "perCluster")) {
            if (!from.has(key)) {
                faults.add(
                        from.place(),
                        "The key \"" + key + "\" is missing.",
                        "Name the \"file\" estimates.csv of a round and its interviews \"perCluster\".");
            }
        }
        double perCluster =
                number(from, "perCluster", "above 1", value -> value > 1).orElse(Double.NaN);
        double variation = number(from, "weightVariation", "0 or more", value -> value >= 0)
                .orElse(0);
        from.refuseUnknown();
        file.flatMap(name -> sources.earlier(name, faults))
                .ifPresent(rates -> earlier = new Earlier(rates, perCluster, variation));
    }

    private void group(JsonFields group) {
        String id = named(group, "id", groups.keySet(), "group");
        double share = positiveShare(group, "share").orElse(1);
        double response = positiveShare(group, "response").orElse(1);
        OptionalDouble population = number(group, "population", "1 or more", value -> value >= 1);
        group.refuseUnknown();
        groups.putIfAbsent(id, new Group(id, share, response, population));
    }

    private AllocationRule rule(JsonFields allocation) {
        String rule = allocation.optionalOneOf("rule", AllocationRule.codes()).orElse("proportional");
        OptionalDouble exponent = share(allocation, "exponent");
        if (exponent.isPresent() && !rule.equals("power")) {
            allocation.fault(
                    "exponent",
                    "Only the rule \"power\" has an exponent.",
                    "Leave it out, or write \"rule\": \"power\".");
        }
        return switch (rule) {
            case "neyman" -> new AllocationRule.Neyman();
            case "power" -> new AllocationRule.Power(exponent.orElse(.5));
            default -> new AllocationRule.Proportional();
        };
    }

    private void strata(Optional<JsonFields> allocation) {
        Map<String, StratumSize> known = new LinkedHashMap<>();
        sources.strata().orElse(List.of()).forEach(stratum -> known.put(stratum.name(), stratum));
        Set<String> said = new TreeSet<>();
        Map<String, Stratum> written = new HashMap<>();
        List<JsonFields> list =
                allocation.map(fields -> fields.optionalObjects("strata")).orElse(List.of());
        OptionalInt leastOfAll = allocation
                .map(fields -> fields.optionalInteger("least", LEAST_CLUSTERS, MOST_CLUSTERS))
                .orElse(OptionalInt.empty());
        long least = leastOfAll.orElse(LEAST_CLUSTERS);
        for (JsonFields stratum : list) {
            String name = named(stratum, "stratum", said, "stratum");
            said.add(name);
            StratumSize inFrame = known.get(name);
            if (!known.isEmpty() && inFrame == null) {
                unknown(stratum, "stratum", name, "stratum", known.keySet());
            }
            written.put(name, stratum(stratum, name, inFrame, alone(), least));
            stratum.refuseUnknown();
        }
        if (known.isEmpty()) {
            list.forEach(stratum -> stratum.optionalText("stratum").ifPresent(name -> {
                if (written.containsKey(name)) {
                    strata.put(name, written.get(name));
                }
            }));
        }
        known.forEach((name, stratum) -> strata.put(
                name,
                written.getOrDefault(
                        name,
                        new Stratum(name, stratum.population(), OptionalDouble.empty(), least, stratum.clusters()))));
        if (alone() && strata.isEmpty() && list.isEmpty() && fields.has("allocation")) {
            faults.add(
                    fields.place("allocation"),
                    "The plan has no strata.",
                    "Name a frame and \"strata\" by which it is parted, or list \"strata\" with their \"population\" and \"clusters\".");
        }
        allocation.ifPresent(JsonFields::refuseUnknown);
    }

    /** A stratum that the plan writes down, over what the frame says of it. */
    private Stratum stratum(
            JsonFields stratum, String name, @Nullable StratumSize inFrame, boolean alone, long leastOfAll) {
        if (alone) {
            for (String key : List.of("population", "clusters")) {
                if (!stratum.has(key)) {
                    stratum.number(key);
                }
            }
        }
        OptionalLong population = whole(stratum, "population", 1);
        OptionalLong clusters = whole(stratum, "clusters", 1);
        OptionalLong most = whole(stratum, "most", 1);
        OptionalLong least = whole(stratum, "least", LEAST_CLUSTERS);
        OptionalDouble rate = inside(stratum, "rate");
        if (rate.isPresent()) {
            stratumRates.put(name, stratum.place("rate"));
        }
        long there = clusters.orElse(inFrame == null ? MOST_CLUSTERS : inFrame.clusters());
        return new Stratum(
                name,
                population.orElse(inFrame == null ? 1 : inFrame.population()),
                rate,
                least.orElse(leastOfAll),
                Math.min(there, most.orElse(there)));
    }

    private void domain(JsonFields domain) {
        String name = named(domain, "name", domains.keySet(), "domain");
        if (strata.containsKey(name)) {
            domain.fault(
                    "name",
                    "There is a stratum \"" + name + "\" too.",
                    "Strata are domains of themselves; give it another name.");
        }
        List<String> order = List.copyOf(strata.keySet());
        Set<Integer> places = new TreeSet<>();
        if (domain.has("strata")) {
            for (JsonText stratum : domain.jsonTexts("strata")) {
                int at = order.indexOf(stratum.value());
                if (at < 0 && sources.strata().isPresent()) {
                    faults.add(
                            stratum.place(),
                            "There is no stratum \"" + stratum.value() + "\".",
                            "Use one of " + JsonFields.listed(order) + "."
                                    + JsonFields.suggestion(stratum.value(), order));
                } else if (at >= 0) {
                    places.add(at);
                }
            }
            if (domain.items("strata").isEmpty()) {
                domain.fault("strata", "The domain has no strata.", "Name at least one, or leave the key out for all.");
            }
        } else {
            for (int h = 0; h < order.size(); h++) {
                places.add(h);
            }
        }
        double share = positiveShare(domain, "share").orElse(1);
        OptionalDouble margin = inside(domain, "margin");
        long least = whole(domain, "least", 0).orElse(0);
        domain.refuseUnknown();
        domains.putIfAbsent(name, new PlannedDomain(name, places, share, margin, least));
    }

    private void indicator(JsonFields indicator, OptionalDouble marginOfAll) {
        String id = named(indicator, "id", indicators.keySet(), "indicator");
        Optional<Indicator> planned = plan.flatMap(of -> of.indicator(id));
        Optional<JsonText> title = indicator.jsonText("title");
        String groupId = indicator
                .optionalText("group")
                .orElse(groups.size() == 1 ? groups.keySet().iterator().next() : "");
        Group group = groups.get(groupId);
        if (group == null && !fields.has("groups")) {
            indicator.fault(
                    "group", "The plan has no \"groups\".", "Declare the group there, or leave the key \"group\" out.");
        } else if (group == null) {
            if (indicator.has("group")) {
                unknown(indicator, "group", groupId, "group", groups.keySet());
            } else {
                indicator.text("group");
            }
        }
        EarlierRate found = found(indicator, id);
        OptionalDouble rate = inside(indicator, "rate");
        if (!indicator.has("rate") && found == null) {
            faults.add(
                    indicator.place(),
                    "The expected rate of \"" + id + "\" is missing.",
                    "Write \"rate\": a share above 0 and below 1, or name an \"earlier\" round that has it.");
        }
        OptionalDouble correlation = share(indicator, "icc");
        if (!indicator.has("icc") && (found == null || Double.isNaN(found.designEffect()))) {
            faults.add(
                    indicator.place(),
                    "The intraclass correlation of \"" + id + "\" is missing.",
                    "Write \"icc\": a share from 0 to 1, or name an \"earlier\" round that has its design effect.");
        }
        OptionalDouble margin = inside(indicator, "margin");
        OptionalDouble target = share(indicator, "target");
        if (target.isEmpty() && planned.isPresent()) {
            target = OptionalDouble.of(planned.get().target());
        }
        Direction direction = indicator
                .optionalOneOf("direction", Direction.codes())
                .map(Direction::of)
                .orElseGet(() -> planned.map(Indicator::direction).orElse(Direction.AT_LEAST));
        Map<String, Double> rates = rates(indicator);
        double expected = rate.orElse(found == null ? Double.NaN : found.rate());
        OptionalDouble before = before(indicator, expected);
        indicator.refuseUnknown();
        if (group != null) {
            indicators.putIfAbsent(
                    id,
                    new PlannedIndicator(
                            id,
                            title.map(text -> new Wording(text.value(), text.value()))
                                    .orElseGet(
                                            () -> planned.map(Indicator::title).orElse(new Wording("", ""))),
                            group,
                            expected,
                            rates,
                            correlation.orElseGet(() -> correlation(found)),
                            margin.isPresent() ? margin : marginOfAll,
                            target,
                            direction,
                            before));
        }
    }

    private double correlation(@Nullable EarlierRate found) {
        boolean unknown =
                found == null || earlier == null || Double.isNaN(found.designEffect()) || !(earlier.perCluster() > 1);
        return unknown
                ? Double.NaN
                : DesignEffect.intraclassCorrelation(
                        found.designEffect(), earlier.perCluster(), earlier.weightVariation());
    }

    private OptionalDouble before(JsonFields indicator, double expected) {
        OptionalDouble before = inside(indicator, "before");
        if (before.isPresent() && before.getAsDouble() == expected) {
            indicator.fault(
                    "before",
                    "The rate before is the expected rate, so there is no change to find.",
                    "Write two different rates, or leave \"before\" out.");
            return OptionalDouble.empty();
        }
        return before;
    }

    /** What the earlier round found of an indicator; a rate of 0 or 1 can't be planned with. */
    private @Nullable EarlierRate found(JsonFields indicator, String id) {
        Optional<JsonText> from = indicator.jsonText("from");
        if (earlier == null) {
            if (from.isPresent() && !fields.has("earlier")) {
                indicator.fault(
                        "from", "There is no \"earlier\" round to take it from.", "Name one, or write the rate.");
            }
            return null;
        }
        String key = from.map(JsonText::value).orElse(id);
        EarlierRate found = earlier.rates().get(key);
        if (found == null) {
            if (from.isPresent()) {
                unknown(indicator, "from", key, "estimate", earlier.rates().keySet());
            }
            return null;
        }
        if (!(found.rate() > 0 && found.rate() < 1)) {
            if (!indicator.has("rate")) {
                indicator.fault(
                        "id",
                        "The earlier round found the rate " + Numbers.print(found.rate()) + " for \"" + key
                                + "\", which can't be planned with.",
                        "Write a \"rate\" above 0 and below 1.");
            }
        }
        return found;
    }

    private Map<String, Double> rates(JsonFields indicator) {
        Map<String, Double> rates = new HashMap<>();
        indicator.optionalFields("rates").ifPresent(own -> {
            Set<String> places = new TreeSet<>(strata.keySet());
            places.addAll(domains.keySet());
            for (Map.Entry<String, Json> rate : own.object().members().entrySet()) {
                if (!places.contains(rate.getKey()) && sources.strata().isPresent()) {
                    faults.add(
                            own.object().keyPlace(rate.getKey()),
                            "There is no domain or stratum \"" + rate.getKey() + "\".",
                            "Use one of " + JsonFields.listed(List.copyOf(places)) + "."
                                    + JsonFields.suggestion(rate.getKey(), places));
                }
                inside(own, rate.getKey()).ifPresent(value -> rates.put(rate.getKey(), value));
            }
        });
        return rates;
    }

    private Size size(JsonFields size) {
        double level = inside(size, "level").orElse(.95);
        double power = inside(size, "power").orElse(.8);
        OptionalLong clusters = whole(size, "clusters", 1);
        OptionalInt take = size.optionalInteger("take", 1, MOST_PER_CLUSTER);
        double eligibility = positiveShare(size, "eligibility").orElse(1);
        double response = positiveShare(size, "response").orElse(1);
        double variation = number(size, "weightVariation", "0 or more", value -> value >= 0)
                .orElse(0);
        double overlap = share(size, "overlap").orElseGet(this::keptOfThePanel);
        double correlation = share(size, "clusterCorrelation").orElse(0);
        Optional<String> lead = size.optionalText("lead");
        size.refuseUnknown();
        return new Size(level, power, clusters, take, eligibility, response, variation, overlap, correlation, lead);
    }

    /**
     * Of a later round of a panel the share that it is to keep; else 0, as no round before is known. What it keeps in fact follows from the
     * counts, which are not planned yet.
     */
    private double keptOfThePanel() {
        return fields.value("panel")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(panel -> panel.get("round") instanceof JsonNumber round && round.value() > 1)
                .map(panel -> panel.get("keep") instanceof JsonNumber keep ? keep.value() : 0.0)
                .filter(keep -> keep >= 0 && keep <= 1)
                .orElse(0.0);
    }

    private Cost cost(JsonFields cost) {
        double fixed = notNegative(cost, "fixed");
        double cluster = notNegative(cost, "cluster");
        double listing = notNegative(cost, "listing");
        double listed = notNegative(cost, "listed");
        double visit = notNegative(cost, "visit");
        double interview = notNegative(cost, "interview");
        OptionalDouble budget = number(cost, "budget", "above 0", value -> value > 0);
        String currency = cost.optionalText("currency").orElse("");
        if (visit == 0 && interview == 0) {
            faults.add(
                    cost.place(),
                    "Neither a visit nor an interview costs anything.",
                    "Write \"visit\" or \"interview\" above 0.");
        }
        if (listing > 0 && listed == 0) {
            cost.fault(
                    "listing",
                    "It is not said how many households a cluster lists.",
                    "Write \"listed\": households per cluster.");
        }
        cost.refuseUnknown();
        return new Cost(fixed, cluster, listing, listed, visit, interview, budget, currency);
    }

    // One value

    private String named(JsonFields of, String key, Set<String> taken, String what) {
        String name = of.text(key);
        if (of.has(key) && name.isBlank()) {
            of.fault(key, "The name of a " + what + " is empty.", "Give it a name.");
        } else if (taken.contains(name)) {
            of.fault(
                    key,
                    "There are two " + (what.equals("stratum") ? "strata" : what + "s") + " \"" + name + "\".",
                    "Give each a name of its own.");
        }
        return name;
    }

    private void unknown(JsonFields of, String key, String name, String what, Set<String> known) {
        List<String> names = new ArrayList<>(known);
        of.fault(
                key,
                "There is no " + what + " \"" + name + "\".",
                (names.isEmpty() ? "Declare it." : "Use one of " + JsonFields.listed(names) + ".")
                        + JsonFields.suggestion(name, names));
    }

    private OptionalDouble inside(JsonFields of, String key) {
        return number(of, key, "a share above 0 and below 1", value -> value > 0 && value < 1);
    }

    private OptionalDouble share(JsonFields of, String key) {
        return number(of, key, "a share from 0 to 1", value -> value >= 0 && value <= 1);
    }

    private OptionalDouble positiveShare(JsonFields of, String key) {
        return number(of, key, "a share above 0, at most 1", value -> value > 0 && value <= 1);
    }

    private double notNegative(JsonFields of, String key) {
        return number(of, key, "0 or more", value -> value >= 0).orElse(0);
    }

    private OptionalLong whole(JsonFields of, String key, long least) {
        OptionalDouble value = number(
                of,
                key,
                "a whole number, " + least + " or more",
                number -> number >= least && number < 1e15 && number == Math.floor(number));
        return value.isPresent() ? OptionalLong.of((long) value.getAsDouble()) : OptionalLong.empty();
    }

    /** Per cent as a share, without the digits that the division of a double adds: 1.4 is 0.014. */
    private static String share(double perCent) {
        return new BigDecimal(Numbers.print(perCent))
                .movePointLeft(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A number of a range; empty if it is absent, and with a fault if it is none of the range. */
    private OptionalDouble number(JsonFields of, String key, String range, DoublePredicate holds) {
        OptionalDouble value = of.optionalNumber(key);
        if (value.isEmpty() || holds.test(value.getAsDouble())) {
            return value;
        }
        if (of.object().get(key) instanceof JsonNumber) {
            boolean perCent = range.startsWith("a share") && value.getAsDouble() > 1 && value.getAsDouble() <= 100;
            of.fault(
                    key,
                    "\"" + key + "\" must be " + range + ", found " + Numbers.print(value.getAsDouble()) + ".",
                    perCent ? "Write per cent as a share: " + share(value.getAsDouble()) + "." : "");
        }
        return OptionalDouble.empty();
    }
}
