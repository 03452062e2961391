package org.kapsurvey.analysis.planning;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.planning.Assumptions.Sources;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/** A sample plan as planning reads it: its own keys, those of drawing passed over. */
public final class SamplePlanText {
    /** The keys that drawing reads. */
    private static final List<String> DRAWING = List.of("frame", "seed", "strata", "stages", "panel");

    private SamplePlanText() {}

    /**
     * Adds what is wrong with the keys of planning, as far as that can be told although the frame's strata are not known, and
     * was not told before.
     *
     * @param sources whose strata are absent
     */
    public static void check(String file, String text, Sources sources, Faults faults) {
        Faults found = new Faults();
        assumptions(file, text, sources, found);
        List<Fault> told = faults.list();
        faults.addAll(
                found.list().stream().filter(fault -> !told.contains(fault)).toList());
    }

    /** What the text assumes and wants; none, and faults, if anything in it is wrong. */
    public static Optional<Assumptions> assumptions(String file, String text, Sources sources, Faults faults) {
        int before = faults.size();
        try {
            JsonFields fields = JsonFields.of(JsonReader.read(file, text), "A sample plan", faults);
            Optional<Assumptions> found = Assumptions.read(fields, sources);
            DRAWING.forEach(fields::has);
            fields.refuseUnknown();
            return faults.size() > before ? Optional.empty() : found;
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }
}
