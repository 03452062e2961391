package org.kapsurvey.api.interview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/**
 * From where on an interview is flagged; docs/formats.md describes each.
 *
 * @param shortest minutes, by form where {@code shortestOf} has it
 * @param perDay the most interviews of a surveyor on a day
 * @param overlap minutes that two interviews of a surveyor may share
 * @param from hour of the day, in Viet Nam
 * @param to hour of the day, in Viet Nam
 * @param straightLine the fewest questions of a table that are looked at
 * @param clock minutes
 */
record ReviewThresholds(
        double shortest,
        Map<String, Double> shortestOf,
        OfSurveyor length,
        OfSurveyor skips,
        int perDay,
        double overlap,
        int from,
        int to,
        int straightLine,
        Share nearDuplicate,
        Share dontKnow,
        double clock) {
    private static final int MOST = 1000;
    private static final double LONGEST = 600;

    /** As {@code questionnaires/review/thresholds.json} of the project says; a test holds them together. */
    static final ReviewThresholds DEFAULT = new ReviewThresholds(
            5,
            Map.of(),
            new OfSurveyor(3.5, 5, 4),
            new OfSurveyor(3.5, 5, 4),
            15,
            2,
            6,
            21,
            5,
            new Share(0.85, 20),
            new Share(0.3, 10),
            10);

    /**
     * Those of a project's folder, {@link #DEFAULT} where it has none.
     *
     * @throws FaultsException with all faults of the file
     */
    static ReviewThresholds of(Path home) {
        Path file = home.resolve("questionnaires/review/thresholds.json");
        try {
            return Files.exists(file) ? parse(file.getFileName().toString(), Files.readString(file)) : DEFAULT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far a surveyor may be from the others, and how many there must be to tell. */
    record OfSurveyor(double z, int leastInterviews, int leastSurveyors) {}

    /** A share of answers, and how many there must be to tell. */
    record Share(double share, int leastAnswers) {}

    /**
     * Reads thresholds.
     *
     * @param file the name that faults carry
     * @throws FaultsException with all faults
     */
    static ReviewThresholds parse(String file, String text) {
        Faults faults = new Faults();
        JsonFields fields = JsonFields.of(JsonReader.read(file, text), "The thresholds", faults);
        if (!"kap-review/1".equals(fields.text("format"))) {
            fields.fault("format", "\"format\" must be \"kap-review/1\".", "");
        }
        JsonFields shortest = fields.fields("shortest");
        double minutes = number(shortest, "minutes", LONGEST);
        Map<String, Double> ofForms = new LinkedHashMap<>();
        shortest.optionalFields("forms")
                .ifPresent(forms -> forms.object()
                        .members()
                        .keySet()
                        .forEach(form -> ofForms.put(form, number(forms, form, LONGEST))));
        shortest.refuseUnknown();
        OfSurveyor length = ofSurveyor(fields.fields("surveyorLength"));
        OfSurveyor skips = ofSurveyor(fields.fields("surveyorSkips"));
        JsonFields day = fields.fields("perDay");
        int perDay = day.integer("most", 1, MOST);
        day.refuseUnknown();
        double overlap = minutes(fields.fields("overlap"));
        JsonFields hours = fields.fields("hours");
        int from = hours.integer("from", 0, 23);
        int to = hours.integer("to", 1, 24);
        hours.refuseUnknown();
        if (faults.isEmpty() && from >= to) {
            hours.fault("to", "\"to\" must be later than \"from\".", "");
        }
        JsonFields line = fields.fields("straightLine");
        int straightLine = line.integer("leastItems", 2, 100);
        line.refuseUnknown();
        Share nearDuplicate = share(fields.fields("nearDuplicate"));
        Share dontKnow = share(fields.fields("dontKnow"));
        double clock = minutes(fields.fields("clock"));
        fields.refuseUnknown();
        faults.throwIfAny();
        return new ReviewThresholds(
                minutes,
                Map.copyOf(ofForms),
                length,
                skips,
                perDay,
                overlap,
                from,
                to,
                straightLine,
                nearDuplicate,
                dontKnow,
                clock);
    }

    double shortestOf(String form) {
        return shortestOf.getOrDefault(form, shortest);
    }

    private static OfSurveyor ofSurveyor(JsonFields fields) {
        OfSurveyor found = new OfSurveyor(
                number(fields, "z", 100),
                fields.integer("leastInterviews", 1, MOST),
                fields.integer("leastSurveyors", 3, MOST));
        fields.refuseUnknown();
        return found;
    }

    private static Share share(JsonFields fields) {
        Share found = new Share(number(fields, "share", 1), fields.integer("leastAnswers", 1, MOST));
        fields.refuseUnknown();
        return found;
    }

    private static double minutes(JsonFields fields) {
        double found = number(fields, "minutes", LONGEST);
        fields.refuseUnknown();
        return found;
    }

    private static double number(JsonFields fields, String key, double most) {
        double found = fields.number(key);
        if (found < 0 || found > most) {
            fields.fault(key, "\"" + key + "\" must be from 0 to " + (int) most + ".", "");
        }
        return found;
    }
}
