package org.kapsurvey.analysis.frame;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An area as it is on one day.
 *
 * @param code official where there is one, with its leading zeros; no other area of the frame has it, of whatever level
 * @param parent code of the area of the level above that it lies in; empty where the frame has no level above
 * @param name as in {@code Lê Chân}
 * @param type as in {@code phường}; may be empty
 * @param setting a word for comparing, as in {@code urban}; may be empty
 * @param sizes for each target group how many of it live here, 0 or more, in the order of the groups' names; {@link
 *     #POPULATION} is 1 or more
 * @param flags the flags that hold on the day, sorted
 */
public record Area(
        String code,
        String parent,
        AreaLevel level,
        String name,
        String type,
        String setting,
        Map<String, Long> sizes,
        Set<String> flags) {
    /** The target group of everyone, which every area of a frame has a size of. */
    public static final String POPULATION = "population";

    public Area {
        sizes = Collections.unmodifiableMap(new TreeMap<>(sizes));
        flags = Collections.unmodifiableSet(new TreeSet<>(flags));
    }

    /** How many of a target group live here; empty if it is not known. */
    public OptionalLong size(String group) {
        Long size = sizes.get(group);
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    public boolean hasFlag(String flag) {
        return flags.contains(flag);
    }

    Area withSizes(Map<String, Long> other) {
        return new Area(code, parent, level, name, type, setting, other, flags);
    }
}
