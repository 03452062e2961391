package org.kapsurvey.analysis.io;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The file {@code timing.json}: seconds of each stage and the peak of memory. Not safe for use by several threads. */
public final class Timing {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long mark = System.nanoTime();

    /** The stage that began with the last call, or with this object, ends now. */
    public void lap(String stage) {
        long now = System.nanoTime();
        seconds.put(stage, Math.round((now - mark) / 1e6) / 1e3);
        mark = now;
    }

    /** The text of the file. */
    public String json() {
        JsonWriter json = new JsonWriter().beginObject();
        seconds.forEach((stage, time) -> json.name(stage).value(time));
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return json.name("peakMemoryBytes").value((double) peak).endObject() + "\n";
    }
}
