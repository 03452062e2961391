package org.kapsurvey.analysis.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.sampleplan.Properties;

/**
 * The order in which units are laid end to end for a systematic draw: by the first key ascending, within it by the second,
 * ascending and descending in turn, and so on, last by code. So neighbours are alike in as many keys as can be, also where a
 * key changes. Keys that are target groups compare as numbers, all others as texts by code point.
 */
final class Serpentine {
    private final List<Comparator<SamplingUnit>> keys = new ArrayList<>();

    Serpentine(List<String> keys, Properties properties) {
        for (String key : keys) {
            this.keys.add(comparator(key, properties));
        }
        this.keys.add(Comparator.comparing(unit -> unit.first().code()));
    }

    private static Comparator<SamplingUnit> comparator(String key, Properties properties) {
        return properties.has(key)
                ? Comparator.comparing(unit -> properties.of(unit.first(), key))
                : Comparator.comparingLong(unit -> size(unit.first(), key));
    }

    private static long size(Area area, String group) {
        return area.size(group).orElse(0);
    }

    List<SamplingUnit> ordered(List<SamplingUnit> units) {
        List<SamplingUnit> ordered = new ArrayList<>(units);
        for (int key = keys.size() - 1; key >= 0; key--) {
            ordered.sort(keys.get(key));
        }
        boolean[] turned = new boolean[keys.size()];
        List<SamplingUnit> laid = new ArrayList<>();
        lay(ordered, 0, turned, laid);
        return laid;
    }

    /** Lays out units that agree in all keys before this one, which stand in ascending order. */
    private void lay(List<SamplingUnit> units, int key, boolean[] turned, List<SamplingUnit> laid) {
        if (key == keys.size()) {
            laid.addAll(units);
            return;
        }
        List<List<SamplingUnit>> runs = new ArrayList<>();
        for (SamplingUnit unit : units) {
            List<SamplingUnit> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            if (last.isEmpty() || keys.get(key).compare(last.get(0), unit) != 0) {
                last = new ArrayList<>();
                runs.add(last);
            }
            last.add(unit);
        }
        boolean down = turned[key];
        turned[key] = !down;
        for (int i = 0; i < runs.size(); i++) {
            lay(runs.get(down ? runs.size() - 1 - i : i), key + 1, turned, laid);
        }
    }
}
