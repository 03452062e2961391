package org.kapsurvey.analysis.sampling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.Allocation;
import org.kapsurvey.analysis.planning.Assumptions;
import org.kapsurvey.analysis.sampleplan.AreaStage;
import org.kapsurvey.analysis.sampleplan.FrameStratum;
import org.kapsurvey.analysis.sampleplan.HouseholdStage;
import org.kapsurvey.analysis.sampleplan.Properties;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.selection.PersonSelection;
import org.kapsurvey.questionnaire.selection.Roster;
import org.kapsurvey.questionnaire.selection.SelectedPerson;

/**
 * Draws the sample of a plan from a frame, stage by stage. Every draw has a stream of its own, made of the seed and the name
 * of what is drawn from: a stratum, an area, a cluster and its round. So a stage that is drawn later, or a listing that comes
 * in late, changes nothing that was drawn before.
 *
 * <p>The stratum of a self-representing unit is its own; the units drawn in it are PSUs, at least 2. If one of these is
 * self-representing in turn, it becomes a stratum too, in which households are the PSUs. Not so a unit that is cut into
 * segments: that one of them is drawn is chance too, which its households alone would not show. It is a PSU among the others,
 * as if it had been drawn, and its standard error is rather too long than too short.
 */
public final class SampleDrawing {
    private static final int LEAST_PSUS = 2;

    private final SamplePlan plan;
    private final Frame frame;
    private final String seed;
    private final int round;
    private final double keep;
    private final Properties properties;
    private final List<StratumDraw> strata;

    private SampleDrawing(
            SamplePlan plan, Frame frame, Properties properties, String seed, int round, List<StratumDraw> strata) {
        this.plan = plan;
        this.frame = frame;
        this.seed = seed;
        this.round = round;
        this.keep = plan.panel().map(SamplePlan.Panel::keep).orElse(1.0);
        this.properties = properties;
        this.strata = List.copyOf(strata);
    }

    /** The draw of a plan; absent, and faults, where the plan does not fit the frame. */
    public static Optional<SampleDrawing> of(SamplePlan plan, Frame frame, Faults faults) {
        int before = faults.size();
        if (plan.seed().isEmpty()) {
            faults.add(
                    plan.strata().place(), "The plan has no seed.", "Write \"seed\": any text, once, before the draw.");
        }
        if (plan.stages().isEmpty()) {
            faults.add(plan.strata().place(), "The plan has no stages.", "Say under \"stages\" what is drawn.");
            return Optional.empty();
        }
        List<StratumDraw> strata = new Strata(plan, frame, faults).draws();
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new SampleDrawing(
                        plan,
                        frame,
                        new Properties(frame),
                        plan.seed().orElseThrow().value(),
                        plan.panel().map(SamplePlan.Panel::round).orElse(1),
                        strata));
    }

    /**
     * The strata of a plan's first stage as planning allocates to them: their sizes, and their units after merging. Faults are
     * added where the plan does not fit the frame.
     */
    public static List<Assumptions.StratumSize> sizes(SamplePlan plan, Frame frame, Faults faults) {
        List<Assumptions.StratumSize> sizes = new ArrayList<>();
        new Strata(plan, frame, faults)
                .checkedUnits()
                .forEach((label, units) -> sizes.add(new Assumptions.StratumSize(
                        label, units.stream().mapToLong(SamplingUnit::size).sum(), units.size())));
        return sizes;
    }

    /** The same with another seed and round, for trying a plan out. */
    public SampleDrawing with(String otherSeed, int otherRound) {
        return new SampleDrawing(plan, frame, properties, otherSeed, otherRound, strata);
    }

    /** Makes the strata of the first stage and finds what does not fit. */
    private static final class Strata {
        private final SamplePlan plan;
        private final Frame frame;
        private final AreaStage stage;
        private final Faults faults;

        Strata(SamplePlan plan, Frame frame, Faults faults) {
            this.plan = plan;
            this.frame = frame;
            this.stage = plan.stages().get(0);
            this.faults = faults;
        }

        List<StratumDraw> draws() {
            int before = faults.size();
            Map<String, List<SamplingUnit>> units = checkedUnits();
            if (units.isEmpty() || units.values().stream().anyMatch(List::isEmpty)) {
                return List.of();
            }
            Map<String, AreaStage.Count> counts = counts(units);
            boolean ready = faults.size() == before;
            List<StratumDraw> draws = new ArrayList<>();
            units.forEach((label, ofStratum) -> {
                AreaStage.Count count = counts.get(label);
                if (count != null && fits(label, ofStratum, count) && ready) {
                    draw(label, ofStratum, count).ifPresent(draws::add);
                }
            });
            return draws;
        }

        /** The units, and every fault of the stages that can be told without a count, also where the strata can't be made. */
        Map<String, List<SamplingUnit>> checkedUnits() {
            Map<String, List<SamplingUnit>> units = units();
            for (AreaStage later : plan.stages().subList(1, plan.stages().size())) {
                new StageUnits(later, new Properties(frame), faults);
            }
            if (units.isEmpty()) {
                checkWithoutStrata();
            }
            return units;
        }

        /** What can be told although the strata can't be made: sizes that no area has, and counts of strata that there can't be. */
        private void checkWithoutStrata() {
            Properties properties = new Properties(frame);
            if (!stage.size().value().equals(Area.POPULATION)
                    && !properties.isGroup(stage.size().value())) {
                faults.add(
                        stage.size().place(),
                        "No area of the frame has a size \"" + stage.size().value() + "\".",
                        "Import their sizes, or measure size by another target group.");
            }
            List<String> by = plan.strata().by().stream().map(JsonText::value).toList();
            List<String> known = by.stream().filter(properties::has).toList();
            if (frame.at(stage.level()).isEmpty()) {
                return;
            }
            stage.counts().forEach((label, count) -> {
                List<String> parts = List.of(label.split(";", -1));
                List<String> names = parts.size() == by.size() ? by : parts.size() == known.size() ? known : List.of();
                for (int i = 0; i < names.size(); i++) {
                    String name = names.get(i);
                    Set<String> values = frame.at(stage.level()).stream()
                            .map(area -> known.contains(name) ? properties.of(area, name) : "")
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (known.contains(name) && !values.contains(parts.get(i))) {
                        faults.add(
                                count.place(),
                                "There is no stratum \"" + label + "\".",
                                "The values of \"" + name + "\" are " + JsonFields.listed(List.copyOf(values)) + "."
                                        + JsonFields.suggestion(parts.get(i), values));
                    }
                }
            });
        }

        /** The units of each stratum, in their order. */
        private Map<String, List<SamplingUnit>> units() {
            Map<String, List<Area>> areas = new LinkedHashMap<>();
            FrameStratum.of(plan, frame, faults).forEach(stratum -> areas.put(stratum.label(), stratum.areas()));
            StageUnits made = new StageUnits(stage, new Properties(frame), faults);
            return areas.isEmpty() ? Map.of() : made.of(areas);
        }

        private Map<String, AreaStage.Count> counts(Map<String, List<SamplingUnit>> units) {
            if (stage.total().isPresent()) {
                return allocated(units, stage.total().getAsInt());
            }
            if (stage.counts().isEmpty()) {
                faults.add(
                        stage.place(),
                        "The first stage has no count.",
                        "Write \"count\": how many PSUs are drawn in all, or in each stratum; or have them planned, with"
                                + " \"size\" and \"indicators\".");
                return Map.of();
            }
            stage.counts().forEach((label, count) -> {
                if (!units.containsKey(label)) {
                    faults.add(
                            count.place(),
                            "There is no stratum \"" + label + "\".",
                            "The strata are " + String.join(", ", units.keySet()) + ".");
                }
            });
            List<String> without = units.keySet().stream()
                    .filter(label -> !stage.counts().containsKey(label))
                    .toList();
            if (!without.isEmpty()) {
                faults.add(
                        stage.place(),
                        "Strata without a count: " + String.join(", ", without) + ".",
                        "Nobody in them could be drawn: give them one, merge them, or leave their areas out with"
                                + " \"within\".");
            }
            return stage.counts();
        }

        /** In proportion to the size that the draw counts, with the minimum in each. */
        private Map<String, AreaStage.Count> allocated(Map<String, List<SamplingUnit>> units, int total) {
            List<Allocation.Share> shares = new ArrayList<>();
            units.forEach((label, ofStratum) -> shares.add(new Allocation.Share(
                    label,
                    ofStratum.stream().mapToDouble(SamplingUnit::measure).sum(),
                    stage.minimum(),
                    ofStratum.size())));
            List<Allocation.Conflict> conflicts = Allocation.conflicts(total, shares, List.of());
            conflicts.forEach(conflict -> faults.add(
                    stage.place(), conflict.message().en(), conflict.remedy().en()));
            if (!conflicts.isEmpty()) {
                return Map.of();
            }
            List<Long> rounded = Allocation.of(total, shares).rounded();
            Map<String, AreaStage.Count> counts = new HashMap<>();
            for (int i = 0; i < rounded.size(); i++) {
                counts.put(
                        shares.get(i).stratum(), new AreaStage.Count(Math.toIntExact(rounded.get(i)), stage.place()));
            }
            return counts;
        }

        private boolean fits(String label, List<SamplingUnit> units, AreaStage.Count count) {
            if (count.count() > units.size()) {
                faults.add(
                        count.place(),
                        "Stratum \"" + label + "\" has " + units.size() + " units, of which " + count.count()
                                + " can't be drawn.",
                        "Lower the count, or merge the stratum with another.");
                return false;
            }
            if (count.count() < LEAST_PSUS && !(count.count() == 1 && units.size() == 1)) {
                faults.add(
                        count.place(),
                        "Stratum \"" + label + "\" gets " + count.count() + " PSUs; variance needs 2.",
                        "Raise the count, or merge the stratum with another.");
                return false;
            }
            return true;
        }

        private Optional<StratumDraw> draw(String label, List<SamplingUnit> units, AreaStage.Count count) {
            StratumDraw draw;
            try {
                draw = new StratumDraw(
                        label,
                        units,
                        stage.method(),
                        count.count(),
                        plan.panel().map(SamplePlan.Panel::keep).orElse(1.0));
            } catch (IllegalArgumentException e) {
                faults.add(count.place(), "Stratum \"" + label + "\": " + e.getMessage(), "Correct the frame.");
                return Optional.empty();
            }
            if (psus(draw, stage) == 1 && selfRepresenting(draw).isEmpty()) {
                faults.add(
                        count.place(),
                        "Stratum \"" + label + "\" gets 1 PSU; variance needs 2.",
                        "Raise the count, or merge the stratum with another.");
            } else if (psus(draw, stage) == 1) {
                faults.add(
                        count.place(),
                        "Stratum \"" + label + "\" gets 1 PSU beside those that are self-representing; variance needs"
                                + " 2. Self-representing: " + selfRepresenting(draw) + ".",
                        "Raise the count, or merge the stratum with another.");
            }
            if (psus(draw, stage) < count.count()
                    && plan.stages().size() == 1
                    && plan.households().isEmpty()) {
                faults.add(
                        stage.place(),
                        "Stratum \"" + label + "\" has self-representing units, and no stage draws in them: "
                                + selfRepresenting(draw) + ".",
                        "Add a stage, of whose units at least 2 in each are drawn: they are its PSUs.");
            }
            return Optional.of(draw);
        }

        private String selfRepresenting(StratumDraw draw) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < draw.units().size(); i++) {
                if (isStratum(draw, i, stage)) {
                    names.add(draw.units().get(i).code() + " ("
                            + draw.units().get(i).name() + ")");
                }
            }
            return names.stream().limit(5).collect(Collectors.joining(", ")) + (names.size() > 5 ? ", …" : "");
        }
    }

    /** Into how many segments a unit is cut; 1 if it is visited as a whole. */
    private static int segments(AreaStage stage, SamplingUnit unit) {
        return stage.segments().isEmpty()
                ? 1
                : Math.toIntExact((unit.size() - 1) / stage.segments().getAsLong() + 1);
    }

    /** Whether a unit is a stratum of its own: self-representing, and visited as a whole. */
    private static boolean isStratum(StratumDraw draw, int unit, AreaStage stage) {
        return draw.isSelfRepresenting(unit) && segments(stage, draw.units().get(unit)) == 1;
    }

    /** How many of the units of every sample are PSUs. */
    private static int psus(StratumDraw draw, AreaStage stage) {
        int psus = draw.places();
        for (int i = 0; i < draw.units().size(); i++) {
            psus += draw.isSelfRepresenting(i) && !isStratum(draw, i, stage) ? 1 : 0;
        }
        return psus;
    }

    /** The strata of the first stage. */
    List<StratumDraw> strata() {
        return strata;
    }

    private RandomStream stream(StratumDraw stratum) {
        return RandomStream.of(seed, "psu", stratum.label());
    }

    /** For each stratum the numbers of the units drawn. */
    int[] drawn(StratumDraw stratum) {
        return stratum.sample(stream(stratum), round);
    }

    /** What the first stage draws, by stratum, in the order of the draw. */
    public List<DrawnUnit> first() {
        List<DrawnUnit> drawn = new ArrayList<>();
        for (StratumDraw stratum : strata) {
            boolean[] kept = stratum.kept(stream(stratum), round);
            for (int unit : drawn(stratum)) {
                SamplingUnit found = stratum.units().get(unit);
                boolean certain = isStratum(stratum, unit, plan.stages().get(0));
                drawn.add(drawn(
                        plan.stages().get(0),
                        found,
                        certain ? stratum.label() + ";" + found.code() : stratum.label(),
                        certain ? "" : found.code(),
                        "",
                        stratum.probability(unit),
                        1,
                        certain,
                        kept[unit]));
            }
        }
        return drawn;
    }

    private DrawnUnit drawn(
            AreaStage stage,
            SamplingUnit unit,
            String stratum,
            String psu,
            String ssu,
            double probability,
            double before,
            boolean certain,
            boolean kept) {
        int segments = segments(stage, unit);
        int segment = segments == 1
                ? 1
                : 1 + RandomStream.of(seed, "segment", unit.code()).nextInt(segments);
        return new DrawnUnit(
                stratum,
                psu,
                ssu,
                unit.code(),
                unit.name(),
                enclosing(unit.first()),
                unit.areas().stream().map(Area::code).toList(),
                unit.size(),
                probability,
                certain,
                segments,
                segment,
                before * probability / segments,
                kept);
    }

    private String enclosing(Area area) {
        List<String> names = new ArrayList<>();
        for (Optional<Area> at = frame.area(area.parent());
                at.isPresent();
                at = frame.area(at.get().parent())) {
            names.add(at.get().name());
        }
        return String.join(", ", names);
    }

    /** Whether the plan draws areas within those of the first stage. */
    public boolean hasSecond() {
        return plan.stages().size() > 1;
    }

    /**
     * What the second stage draws in the units of the first of which the areas are known, from the frame or given; the others
     * wait. Faults are added for units whose areas can't be drawn from as the plan says.
     *
     * @param given areas of the second stage that the frame does not have; each lies in an area of the first stage that was
     *     drawn
     */
    public List<DrawnUnit> second(List<DrawnUnit> first, Collection<Area> given, Faults faults) {
        AreaStage stage = plan.stages().get(1);
        Map<String, List<Area>> byParent = new HashMap<>();
        List<Area> areas = new ArrayList<>(frame.at(stage.level()));
        areas.addAll(given);
        AreaLevel above = plan.stages().get(0).level();
        for (Area area : areas) {
            Optional<Area> parent = frame.area(area.parent()).flatMap(found -> frame.enclosing(found, above));
            parent.ifPresent(found -> byParent.computeIfAbsent(found.code(), code -> new ArrayList<>())
                    .add(area));
        }
        StageUnits units = new StageUnits(stage, properties, faults);
        List<DrawnUnit> drawn = new ArrayList<>();
        for (DrawnUnit unit : first) {
            List<Area> inside = unit.areas().stream()
                    .flatMap(code -> byParent.getOrDefault(code, List.of()).stream())
                    .toList();
            if (!inside.isEmpty()) {
                int before = faults.size();
                List<SamplingUnit> ready = units.of(Map.of(unit.code(), inside)).get(unit.code());
                if (faults.size() == before) {
                    drawn.addAll(second(stage, unit, ready, faults));
                }
            }
        }
        return drawn;
    }

    private List<DrawnUnit> second(AreaStage stage, DrawnUnit unit, List<SamplingUnit> units, Faults faults) {
        int count = stage.total().orElse(1);
        if (unit.selfRepresenting()) {
            count = countInSelfRepresenting(stage, unit);
        }
        int least = unit.selfRepresenting() ? LEAST_PSUS : 1;
        if (units.size() < least || (units.size() < count && stage.tooFew() == AreaStage.TooFew.REFUSE)) {
            boolean forItsSize = unit.selfRepresenting()
                    && count > Math.max(least, stage.total().orElse(1));
            faults.add(
                    stage.place(),
                    unit.code() + " (" + unit.name() + ") has " + units.size() + " units to draw from; "
                            + (unit.selfRepresenting() ? "it is self-representing and needs " : "it needs ")
                            + Math.max(count, least) + ".",
                    "Lower the count, merge less, or have all taken with \"tooFew\": \"all\""
                            + (forItsSize
                                    ? "; or write \"selfRepresenting\": \"fixed\" at the first stage: either way its households"
                                            + " have a smaller chance than others."
                                    : unit.selfRepresenting()
                                            ? "; at least 2 must be there, for they are its PSUs."
                                            : "."));
            return List.of();
        }
        StratumDraw draw = draw(stage, unit, units, Math.min(count, units.size()));
        if (unit.selfRepresenting() && psus(draw, stage) == 1) {
            faults.add(
                    stage.place(),
                    "Of " + unit.code() + " (" + unit.name()
                            + "), which is self-representing, only one unit is cut into"
                            + " segments, and all others are drawn with certainty; variance needs 2 PSUs.",
                    "Raise \"above\" of the segments, so that it is visited as a whole.");
            return List.of();
        }
        RandomStream stream = RandomStream.of(seed, "ssu", unit.code());
        // In a unit that is no stratum of its own the same areas are drawn in all rounds of a panel.
        int of = unit.selfRepresenting() ? round : 1;
        boolean[] kept = draw.kept(stream, of);
        List<DrawnUnit> drawn = new ArrayList<>();
        for (int i : draw.sample(stream, of)) {
            SamplingUnit found = draw.units().get(i);
            boolean certain = unit.selfRepresenting() && isStratum(draw, i, stage);
            drawn.add(drawn(
                    stage,
                    found,
                    certain ? unit.stratum() + ";" + found.code() : unit.stratum(),
                    certain ? "" : unit.selfRepresenting() ? found.code() : unit.psu(),
                    unit.selfRepresenting() ? "" : found.code(),
                    draw.probability(i),
                    unit.inclusionProbability(),
                    certain,
                    unit.selfRepresenting() ? kept[i] : unit.kept()));
        }
        return drawn;
    }

    /** In a stratum of its own one PSU beside self-representing ones would have no variance: one more is drawn. */
    private StratumDraw draw(AreaStage stage, DrawnUnit unit, List<SamplingUnit> units, int count) {
        StratumDraw draw = new StratumDraw(unit.stratum(), units, stage.method(), count, keep);
        return unit.selfRepresenting() && psus(draw, stage) == 1 && count < units.size()
                ? draw(stage, unit, units, count + 1)
                : draw;
    }

    /** As many as give its households the chance of others; where there are fewer units, the stage says what is done. */
    private int countInSelfRepresenting(AreaStage stage, DrawnUnit unit) {
        int usual = stage.total().orElse(1);
        if (plan.stages().get(0).selfRepresenting() == AreaStage.SelfRepresenting.FIXED) {
            return Math.max(LEAST_PSUS, usual);
        }
        return (int) Math.max(LEAST_PSUS, Math.round(usual * intervals(unit)));
    }

    private double intervals(DrawnUnit unit) {
        for (StratumDraw stratum : strata) {
            for (int i = 0; i < stratum.units().size(); i++) {
                if (stratum.units().get(i).code().equals(unit.code())) {
                    return stratum.intervals(i);
                }
            }
        }
        throw new IllegalArgumentException(unit.code() + " is no unit of the first stage");
    }

    /**
     * What of a draw is not quite as the plan asks: what the panel keeps from the round before, or will from the first to the second, and
     * where there was less to draw from than it wants.
     *
     * @param second what the second stage drew so far; empty if there is none
     * @param households those drawn so far
     */
    public List<Wording> notes(List<DrawnUnit> first, List<DrawnUnit> second, List<DrawnHousehold> households) {
        DrawNotes notes = new DrawNotes();
        if (plan.panel().isPresent()) {
            int later = Math.max(2, round);
            for (StratumDraw stratum : strata) {
                notes.kept(
                        stratum,
                        stratum.sample(stream(stratum), later),
                        stratum.kept(stream(stratum), later),
                        later,
                        keep);
            }
        }
        if (hasSecond()) {
            AreaStage stage = plan.stages().get(1);
            Map<String, Integer> wanted = new HashMap<>();
            first.forEach(unit -> wanted.put(
                    unit.code(),
                    unit.selfRepresenting()
                            ? countInSelfRepresenting(stage, unit)
                            : stage.total().orElse(1)));
            notes.units(first, second, wanted);
        }
        plan.households().ifPresent(stage -> {
            Map<String, Integer> wanted = new LinkedHashMap<>();
            (hasSecond() ? second : first).forEach(cluster -> wanted.put(cluster.code(), wanted(stage, cluster)));
            notes.households(households, wanted);
        });
        return notes.notes();
    }

    /** Whether the plan draws households. */
    public boolean hasHouseholds() {
        return plan.households().isPresent();
    }

    /**
     * The households drawn from the listings, by cluster in the order of the units and by their place in the listing. Faults
     * are added for listings of clusters that were not drawn, clusters and households listed twice, and listings with too few
     * households.
     *
     * @param clusters the units of the last stage of areas
     */
    public List<DrawnHousehold> households(List<DrawnUnit> clusters, List<Listing> listings, Faults faults) {
        HouseholdStage stage = plan.households().orElseThrow();
        Map<String, Listing> byCluster = new TreeMap<>();
        Map<String, Place> seen = new HashMap<>();
        Set<String> codes = clusters.stream().map(DrawnUnit::code).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Listing listing : listings) {
            Place place = listing.households().isEmpty()
                    ? stage.place()
                    : listing.households().get(0).place();
            if (!codes.contains(listing.cluster())) {
                faults.add(
                        place,
                        "The cluster \"" + listing.cluster() + "\" is listed, but was not drawn.",
                        "Check its code against ssus.csv, or psus.csv where there is no second stage.");
            }
            if (byCluster.putIfAbsent(listing.cluster(), listing) != null) {
                faults.add(
                        place,
                        "The cluster \"" + listing.cluster() + "\" is listed twice.",
                        "Give each cluster one listing.");
            }
            for (Listing.Household household : listing.households()) {
                Place other = seen.putIfAbsent(household.id(), household.place());
                if (other != null) {
                    faults.add(
                            household.place(),
                            "The household \"" + household.id() + "\" is listed twice, first at " + other + ".",
                            "Give every household of the survey an id of its own.");
                }
            }
        }
        List<DrawnHousehold> drawn = new ArrayList<>();
        for (DrawnUnit cluster : clusters) {
            Listing listing = byCluster.get(cluster.code());
            if (listing != null) {
                drawn.addAll(households(stage, cluster, listing, faults));
            }
        }
        return drawn;
    }

    /** Households to be drawn: of a cluster that the first stage took for its size so many times as many as it is intervals large. */
    private int wanted(HouseholdStage stage, DrawnUnit cluster) {
        AreaStage first = plan.stages().get(0);
        boolean proportional = cluster.selfRepresenting()
                && !hasSecond()
                && first.selfRepresenting() == AreaStage.SelfRepresenting.PROPORTIONAL;
        return proportional ? (int) Math.round(stage.count() * intervals(cluster)) : stage.count();
    }

    private List<DrawnHousehold> households(HouseholdStage stage, DrawnUnit cluster, Listing listing, Faults faults) {
        int listed = listing.households().size();
        int least = cluster.selfRepresenting() ? LEAST_PSUS : 1;
        int wanted = Math.max(least, wanted(stage, cluster));
        if (listed < least || (listed < wanted && stage.tooFew() == AreaStage.TooFew.REFUSE)) {
            faults.add(
                    listed == 0 ? stage.place() : listing.households().get(0).place(),
                    "The listing of cluster \"" + cluster.code() + "\" has " + listed + " households; " + wanted
                            + " are to be drawn.",
                    "Check that the listing is complete; if it is, lower the count or have all taken with \"tooFew\":"
                            + " \"all\".");
            return List.of();
        }
        SystematicPps design = SystematicPps.equal(listed, Math.min(wanted, listed));
        RandomStream stream = RandomStream.of(seed, "households", String.valueOf(round), cluster.code());
        List<DrawnHousehold> drawn = new ArrayList<>();
        for (int i : design.draw(stream)) {
            String id = listing.households().get(i).id();
            boolean isPsu = cluster.psu().isEmpty();
            drawn.add(new DrawnHousehold(
                    cluster.stratum(),
                    isPsu ? id : cluster.psu(),
                    isPsu ? "" : cluster.ssu().isEmpty() ? id : cluster.ssu(),
                    cluster.code(),
                    id,
                    i + 1,
                    listed,
                    design.probability(i),
                    cluster.inclusionProbability() * design.probability(i)));
        }
        return drawn;
    }

    /**
     * The persons drawn in the households, by household in their order and by their place in the roster; by the draw that the
     * phone makes too. Faults are added for rosters of households that were not drawn.
     *
     * @param rosters by household, with the place of each
     */
    public List<DrawnPerson> persons(
            List<DrawnHousehold> households, Map<String, Roster> rosters, Map<String, Place> places, Faults faults) {
        Set<String> drawnIds =
                households.stream().map(DrawnHousehold::household).collect(Collectors.toSet());
        rosters.keySet().stream()
                .filter(id -> !drawnIds.contains(id))
                .forEach(id -> faults.add(
                        places.getOrDefault(id, Place.ofFile("")),
                        "The household \"" + id + "\" has a roster, but was not drawn.",
                        "Check its id against households.csv."));
        List<DrawnPerson> drawn = new ArrayList<>();
        for (DrawnHousehold household : households) {
            Roster roster = rosters.get(household.household());
            if (roster != null) {
                PersonSelection selection = PersonSelection.of(DrawnSample.personSeed(seed, round), roster);
                for (SelectedPerson person : selection.selected()) {
                    drawn.add(new DrawnPerson(
                            household,
                            person.id(),
                            person.groups(),
                            person.drawnFor(),
                            person.drawnFor().stream().map(selection::eligible).toList(),
                            person.probability()));
                }
            }
        }
        return drawn;
    }
}
