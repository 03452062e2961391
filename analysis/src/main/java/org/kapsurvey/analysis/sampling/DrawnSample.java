package org.kapsurvey.analysis.sampling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.questionnaire.selection.Roster;

/**
 * A sample as far as it is drawn.
 *
 * @param first what the first stage drew
 * @param second what the second stage drew so far; absent if there is no such stage
 * @param given areas of the second stage that were given, as the frame lacks them
 * @param listings the listings that households were drawn from; absent if the plan draws none
 * @param rosters of the households whose persons were listed so far, by household
 * @param persons those drawn so far; absent if the plan draws none
 * @param notes what is not quite as the plan asks
 */
public record DrawnSample(
        SamplePlan plan,
        Frame frame,
        List<DrawnUnit> first,
        Optional<List<DrawnUnit>> second,
        List<Area> given,
        Optional<List<Listing>> listings,
        List<DrawnHousehold> households,
        Map<String, Roster> rosters,
        Optional<List<DrawnPerson>> persons,
        List<Wording> notes) {
    public DrawnSample {
        first = List.copyOf(first);
        given = List.copyOf(given);
        households = List.copyOf(households);
        rosters = Map.copyOf(rosters);
        notes = List.copyOf(notes);
    }

    /** The areas that are visited: the units of the last stage that draws areas. */
    public List<DrawnUnit> clusters() {
        return second.orElse(first);
    }

    public String seed() {
        return plan.seed().orElseThrow().value();
    }

    public int round() {
        return plan.panel().map(SamplePlan.Panel::round).orElse(1);
    }

    /** What persons are drawn by, on the server and on the phone: the seed, after the first round with its number. */
    public static String personSeed(String seed, int round) {
        return round == 1 ? seed : seed + "/" + round;
    }
}
