package org.kapsurvey.analysis.sampleplan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A sample plan as it was written; docs/formats.md describes the file.
 *
 * @param name letters, digits, {@code - . _}; what the drawn sample is called
 * @param seed what chance is fixed by, any text; absent where nothing is drawn
 * @param stages of areas, the first draws the PSUs; one or two
 * @param planning what planning reads, by key
 */
public record SamplePlan(
        String name,
        FrameFile frame,
        Optional<JsonText> seed,
        Stratification strata,
        List<AreaStage> stages,
        Optional<HouseholdStage> households,
        Optional<PersonStage> persons,
        Optional<Panel> panel,
        Map<String, Json> planning) {
    /** The keys that planning reads. */
    public static final List<String> PLANNING =
            List.of("plan", "earlier", "groups", "indicators", "domains", "size", "cost", "allocation");

    public SamplePlan {
        stages = List.copyOf(stages);
        planning = Map.copyOf(planning);
    }

    /** The plan; absent, and faults, if anything in it is wrong but for an empty seed, which is a fault that leaves the rest to be looked at. */
    public static Optional<SamplePlan> parse(String file, String text, Faults faults) {
        return SamplePlanReader.read(file, text, faults);
    }

    /** What a plan says of its frame, whatever else is wrong with it; absent where nothing is said, or not rightly. */
    public static Optional<FrameFile> frame(String file, String text) {
        return SamplePlanReader.frame(file, text);
    }

    /** Whether the first stage takes its counts from planning: it has none itself, and there are sizes to plan with. */
    public boolean drawsAsPlanned() {
        return !stages.isEmpty() && !stages.get(0).isCounted() && planning.containsKey("size");
    }

    /**
     * The same plan, of which the first stage draws so many in each stratum.
     *
     * @param counts by the label of a stratum
     */
    public SamplePlan with(Map<String, Long> counts) {
        Map<String, AreaStage.Count> placed = new LinkedHashMap<>();
        Place place = stages.get(0).place();
        counts.forEach((label, count) -> placed.put(label, new AreaStage.Count(Math.toIntExact(count), place)));
        List<AreaStage> all = new ArrayList<>(stages);
        all.set(0, stages.get(0).with(placed));
        return new SamplePlan(name, frame, seed, strata, all, households, persons, panel, planning);
    }

    /**
     * What the sample is drawn from.
     *
     * @param file path from the plan's folder
     * @param date the day as of which areas are seen, {@code YYYY-MM-DD}
     * @param hash the frame that the plan holds for right, whatever was drawn from before
     * @param within codes of areas; only what lies in them is drawn from; all if there are none
     */
    public record FrameFile(JsonText file, Optional<JsonText> date, Optional<JsonText> hash, List<JsonText> within) {
        public FrameFile {
            within = List.copyOf(within);
        }
    }

    /**
     * A panel of clusters.
     *
     * @param round from 1
     * @param keep the share of a stratum's PSUs that stays from round to round, 0 to 1
     */
    public record Panel(int round, double keep) {}
}
