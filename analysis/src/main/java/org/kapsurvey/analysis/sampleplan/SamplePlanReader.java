package org.kapsurvey.analysis.sampleplan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Reads a sample plan, collecting every fault. */
final class SamplePlanReader {
    private static final String HOUSEHOLD = "household";
    private static final String PERSON = "person";
    private static final int MOST = 1_000_000;
    private static final int ROUNDS = 99;

    private final Faults faults;

    /** Faults after which the plan can be looked at all the same. */
    private int leftWhole;

    private SamplePlanReader(Faults faults) {
        this.faults = faults;
    }

    /** What is said of the frame; absent if nothing is, or anything of it is wrong. */
    static Optional<SamplePlan.FrameFile> frame(String file, String text) {
        Faults faults = new Faults();
        try {
            JsonFields fields = JsonFields.of(JsonReader.read(file, text), "A sample plan", faults);
            SamplePlan.FrameFile frame = new SamplePlanReader(faults).frame(fields.fields("frame"));
            return faults.isEmpty() ? Optional.of(frame) : Optional.empty();
        } catch (FaultsException e) {
            return Optional.empty();
        }
    }

    static Optional<SamplePlan> read(String file, String text, Faults faults) {
        int before = faults.size();
        SamplePlan plan;
        SamplePlanReader reader = new SamplePlanReader(faults);
        try {
            plan = reader.plan(JsonFields.of(JsonReader.read(file, text), "A sample plan", faults));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
        return faults.size() > before + reader.leftWhole ? Optional.empty() : Optional.of(plan);
    }

    private SamplePlan plan(JsonFields fields) {
        String name = fields.text("name");
        if (!name.isEmpty() && !isName(name)) {
            fields.fault("name", "The name must be letters, digits, - . or _, 40 at most.", "Choose such a name.");
        }
        SamplePlan.FrameFile frame = frame(fields.fields("frame"));
        Optional<JsonText> seed = fields.jsonText("seed").filter(text -> {
            if (text.value().isBlank()) {
                faults.add(text.place(), "The seed is empty.", "Write any text, and keep it.");
                leftWhole++;
            }
            return true;
        });
        Stratification strata = strata(fields);
        List<AreaStage> stages = new ArrayList<>();
        Optional<HouseholdStage> households = Optional.empty();
        Optional<PersonStage> persons = Optional.empty();
        String before = "";
        for (JsonFields stage : fields.optionalObjects("stages")) {
            List<String> units = new ArrayList<>(AreaLevel.words());
            units.addAll(List.of(HOUSEHOLD, PERSON));
            String unit = stage.oneOf("unit", units);
            if (!before.isEmpty() && units.indexOf(unit) <= units.indexOf(before)) {
                stage.fault("unit", "A stage of " + unit + " can't follow one of " + before + ".", "Draw from above.");
            }
            before = unit;
            if (unit.equals(HOUSEHOLD)) {
                households = Optional.of(households(stage));
            } else if (unit.equals(PERSON)) {
                persons = Optional.of(persons(stage));
            } else {
                stages.add(areas(stage, AreaLevel.of(unit).orElse(AreaLevel.COMMUNE), stages.isEmpty()));
            }
            stage.refuseUnknown();
        }
        checkStages(fields, stages, households, persons);
        Optional<SamplePlan.Panel> panel = fields.optionalFields("panel").map(this::panel);
        Map<String, Json> planning = new LinkedHashMap<>();
        for (String key : SamplePlan.PLANNING) {
            fields.value(key).ifPresent(value -> planning.put(key, value));
        }
        fields.refuseUnknown();
        return new SamplePlan(name, frame, seed, strata, stages, households, persons, panel, planning);
    }

    private void checkStages(
            JsonFields fields,
            List<AreaStage> stages,
            Optional<HouseholdStage> households,
            Optional<PersonStage> persons) {
        if (stages.isEmpty() && (households.isPresent() || persons.isPresent())) {
            fields.fault("stages", "No stage draws areas.", "Begin with the stage that draws the PSUs.");
        }
        if (stages.size() > 2) {
            fields.fault("stages", "At most two stages draw areas.", "Leave the uppermost out, or stratify by it.");
        }
        if (stages.size() == 2 && stages.get(0).segments().isPresent()) {
            faults.add(
                    stages.get(0).place(),
                    "Areas in which areas are drawn can't be cut into segments: of a segment nobody knows which areas it has.",
                    "Write \"segments\" at the last stage of areas.");
        }
        if (persons.isPresent() && households.isEmpty()) {
            fields.fault("stages", "Persons are drawn in households.", "Put a stage of households before them.");
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 40
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '.'
                                || c == '_');
    }

    private SamplePlan.FrameFile frame(JsonFields fields) {
        JsonText file = text(fields, "file");
        Optional<JsonText> date = fields.jsonText("date");
        Optional<JsonText> hash = fields.jsonText("hash");
        hash.ifPresent(found -> {
            if (found.value().length() != 64
                    || !found.value().chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                faults.add(
                        found.place(),
                        "The frame's hash must be 64 hexadecimal digits.",
                        "Copy it from run.json of a drawn sample.");
            }
        });
        List<JsonText> within = fields.has("within") ? fields.jsonTexts("within") : List.of();
        fields.refuseUnknown();
        return new SamplePlan.FrameFile(file, date, hash, within);
    }

    private Stratification strata(JsonFields fields) {
        if (!fields.has("strata")) {
            return new Stratification(List.of(), Map.of(), fields.place());
        }
        JsonFields strata = fields.fields("strata");
        List<JsonText> by = strata.has("by") ? strata.jsonTexts("by") : List.of();
        Map<String, JsonText> merge = texts(strata, "merge");
        for (String from : merge.keySet()) {
            Set<String> seen = new LinkedHashSet<>();
            String at = from;
            while (merge.containsKey(at) && seen.add(at)) {
                at = merge.get(at).value();
            }
            if (at.equals(from)) {
                strata.fault("merge", "\"" + from + "\" is merged with itself.", "Merge it with another stratum.");
            }
        }
        strata.refuseUnknown();
        return new Stratification(by, merge, strata.place());
    }

    private AreaStage areas(JsonFields stage, AreaLevel level, boolean first) {
        DrawMethod method =
                DrawMethod.of(stage.optionalOneOf("method", DrawMethod.words()).orElse("pps"));
        JsonText size = stage.jsonText("size").orElse(new JsonText(Area.POPULATION, true, stage.place()));
        OptionalInt total = OptionalInt.empty();
        Map<String, AreaStage.Count> counts = new LinkedHashMap<>();
        Optional<Json> count = stage.value("count");
        if (first && count.isPresent() && count.get() instanceof JsonObject object) {
            counts.putAll(counts(object));
        } else if (!first || count.isPresent()) {
            total = OptionalInt.of(stage.integer("count", 1, MOST));
        }
        int minimum = first ? stage.optionalInteger("minimum", 2, MOST).orElse(2) : 0;
        List<JsonText> order = stage.has("order") ? stage.jsonTexts("order") : List.of();
        Optional<AreaStage.Merge> merge = stage.optionalFields("merge").map(this::merge);
        OptionalLong segments = OptionalLong.empty();
        if (stage.has("segments")) {
            JsonFields cut = stage.fields("segments");
            segments = OptionalLong.of(cut.integer("above", 1, Integer.MAX_VALUE));
            cut.refuseUnknown();
        }
        List<AreaStage.Oversample> oversample = stage.optionalObjects("oversample").stream()
                .map(this::oversample)
                .toList();
        if (method != DrawMethod.PPS && !oversample.isEmpty()) {
            stage.fault("oversample", "Only with the method pps some areas can have a larger chance.", "Use pps.");
        }
        AreaStage.SelfRepresenting selfRepresenting = first
                        && stage.optionalOneOf("selfRepresenting", List.of("proportional", "fixed"))
                                .orElse("")
                                .equals("fixed")
                ? AreaStage.SelfRepresenting.FIXED
                : AreaStage.SelfRepresenting.PROPORTIONAL;
        return new AreaStage(
                level,
                method,
                size,
                total,
                counts,
                minimum,
                order,
                merge,
                segments,
                oversample,
                selfRepresenting,
                first ? AreaStage.TooFew.REFUSE : tooFew(stage),
                stage.place());
    }

    private Map<String, AreaStage.Count> counts(JsonObject object) {
        Map<String, AreaStage.Count> counts = new LinkedHashMap<>();
        object.members().forEach((label, value) -> {
            if (value instanceof JsonNumber number
                    && number.value() >= 0
                    && number.value() <= MOST
                    && number.value() == Math.floor(number.value())) {
                counts.put(label, new AreaStage.Count((int) number.value(), number.place()));
            } else {
                faults.add(
                        value.place(),
                        "The count of stratum \"" + label + "\" must be a whole number from 0 to " + MOST + ".",
                        "Write how many PSUs are drawn in it.");
            }
        });
        return counts;
    }

    private AreaStage.Merge merge(JsonFields fields) {
        long minimum = fields.integer("minimum", 1, Integer.MAX_VALUE);
        Map<String, JsonText> into = texts(fields, "with");
        boolean next = fields.optionalOneOf("others", List.of("refuse", "next"))
                .orElse("refuse")
                .equals("next");
        fields.refuseUnknown();
        return new AreaStage.Merge(minimum, into, next, fields.place());
    }

    private AreaStage.Oversample oversample(JsonFields fields) {
        JsonText property = text(fields, "property");
        String value = fields.optionalText("value").orElse("yes");
        double factor = fields.number("factor");
        long thousandths = Math.round(factor * 1_000);
        if (!Double.isNaN(factor) && (factor < 1 || factor > 1_000 || factor != thousandths / 1_000.0)) {
            fields.fault(
                    "factor",
                    "A factor must be from 1 to 1000 with at most three decimals, found " + Numbers.print(factor) + ".",
                    "Write for instance 1.5.");
        }
        fields.refuseUnknown();
        return new AreaStage.Oversample(property, value, Math.max(1_000, thousandths));
    }

    private static HouseholdStage households(JsonFields stage) {
        return new HouseholdStage(stage.integer("count", 1, MOST), tooFew(stage), stage.place());
    }

    private static PersonStage persons(JsonFields stage) {
        List<JsonText> groups = stage.jsonTexts("groups");
        if (stage.object().get("groups") instanceof JsonArray list
                && list.items().isEmpty()) {
            stage.fault("groups", "The list \"groups\" is empty.", "Write at least one of them.");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (JsonText group : groups) {
            if (group.value().isEmpty() || group.value().indexOf(' ') >= 0 || !seen.add(group.value())) {
                stage.fault(
                        "groups",
                        "The target group \"" + group.value() + "\" is empty, has a blank in it, or stands twice.",
                        "Give each target group a name of one word.");
            }
        }
        return new PersonStage(List.copyOf(seen), stage.place());
    }

    private static AreaStage.TooFew tooFew(JsonFields stage) {
        return stage.optionalOneOf("tooFew", List.of("refuse", "all"))
                        .orElse("refuse")
                        .equals("all")
                ? AreaStage.TooFew.ALL
                : AreaStage.TooFew.REFUSE;
    }

    private SamplePlan.Panel panel(JsonFields fields) {
        int round = fields.integer("round", 1, ROUNDS);
        double keep = fields.number("keep");
        if (keep < 0 || keep > 1) {
            fields.fault("keep", "The share that is kept must be from 0 to 1.", "Write for instance 0.5.");
        }
        fields.refuseUnknown();
        return new SamplePlan.Panel(round, keep);
    }

    /** A required text with its place. */
    private static JsonText text(JsonFields fields, String key) {
        String value = fields.text(key);
        return new JsonText(value, true, fields.place(key));
    }

    private Map<String, JsonText> texts(JsonFields fields, String key) {
        Map<String, JsonText> texts = new LinkedHashMap<>();
        fields.optionalFields(key)
                .ifPresent(object -> object.object().members().forEach((name, value) -> {
                    if (value instanceof JsonText text) {
                        texts.put(name, text);
                    } else {
                        Place place = value.place();
                        faults.add(place, "\"" + name + "\" must be a text, found " + value.kind() + ".", "");
                    }
                }));
        return texts;
    }
}
