package org.kapsurvey.analysis.io;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** Faults of files that may have tens of thousands of rows: of one kind in one file the first are told, the others counted. */
final class FaultCap {
    private static final int LISTED = 100;

    private FaultCap() {}

    /** Throws the faults, if there are any, with those of one kind in one file beyond the first hundred as one. */
    static void throwIfAny(Faults faults) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        Faults told = new Faults();
        for (Fault fault : faults.list()) {
            String kind = fault.place().file() + "\n" + kind(fault.message());
            int count = counts.merge(kind, 1, Integer::sum);
            if (count <= LISTED) {
                told.add(fault.place(), fault.message(), fault.remedy());
            } else {
                files.put(kind, fault.place().file());
            }
        }
        files.forEach((kind, file) -> told.add(
                Place.ofFile(file),
                counts.getOrDefault(kind, 0) - LISTED + " more faults of the same kind are in this file.",
                "Correct those that are told first."));
        told.throwIfAny();
    }

    /** A message without what differs from row to row: quoted texts and numbers. */
    private static String kind(String message) {
        return message.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("[0-9]+", "0");
    }
}
