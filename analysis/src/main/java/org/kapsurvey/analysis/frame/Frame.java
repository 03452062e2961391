package org.kapsurvey.analysis.frame;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.hash.ContentHash;

/**
 * A sampling frame as of one day. Codes are unique over all levels; the parent of an area is an area of the frame and of the
 * level above, unless the frame has none of that level; every area has a {@linkplain Area#POPULATION population}. A size that
 * is not given for an area is the sum over its children, if all of them have it; one that is given stays, whatever the sum.
 *
 * <p>Two frames are equal if their hashes are: the id and the day don't count.
 */
public final class Frame {
    private static final Comparator<Area> ORDER =
            Comparator.comparing(Area::level).thenComparing(Area::code);

    private final String id;
    private final LocalDate date;
    private final List<Area> areas;
    private final Map<String, Area> byCode = new HashMap<>();
    private final Map<String, List<Area>> children = new HashMap<>();
    private final String hash;

    private Frame(String id, LocalDate date, List<Area> areas) {
        this.id = id;
        this.date = date;
        this.areas = List.copyOf(areas);
        for (Area area : areas) {
            byCode.put(area.code(), area);
            children.computeIfAbsent(area.parent(), parent -> new ArrayList<>()).add(area);
        }
        this.hash = ContentHash.of(csv());
    }

    /**
     * The frame of areas in any order.
     *
     * @throws DesignException naming every area that breaks the rules of a frame
     */
    public static Frame of(String id, LocalDate date, Collection<Area> areas) {
        List<Area> sorted = areas.stream().sorted(ORDER).toList();
        List<String> findings = new ArrayList<>();
        check(sorted, findings);
        if (!findings.isEmpty()) {
            throw new DesignException(findings);
        }
        List<Area> summed = withSums(sorted);
        for (Area area : summed) {
            long population = area.sizes().getOrDefault(Area.POPULATION, 0L);
            if (population < 1) {
                findings.add(named(area) + " must have a population of at least 1"
                        + (area.sizes().containsKey(Area.POPULATION) ? ", found " + population : "")
                        + ". Give its size, or those of all areas in it.");
            }
        }
        if (!findings.isEmpty()) {
            throw new DesignException(findings);
        }
        return new Frame(id, date, summed);
    }

    /** The name by which plans and drawn samples call the frame. */
    public String id() {
        return id;
    }

    /** The day as of which areas are seen. */
    public LocalDate date() {
        return date;
    }

    /** By level from above, by code within it. */
    public List<Area> areas() {
        return areas;
    }

    /** SHA-256 of {@link #csv}: what {@code sha256sum} prints for the file. */
    public String hash() {
        return hash;
    }

    /** The area of a code, of whatever level. */
    public Optional<Area> area(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The areas directly in an area, by code; none if it has none, or there is no such area. */
    public List<Area> children(String code) {
        return code.isEmpty() ? List.of() : List.copyOf(children.getOrDefault(code, List.of()));
    }

    /** The areas of a level, by code. */
    public List<Area> at(AreaLevel level) {
        return areas.stream().filter(area -> area.level() == level).toList();
    }

    /** The area itself, or the one of a level that it lies in; empty if the frame has none. */
    public Optional<Area> enclosing(Area area, AreaLevel level) {
        Optional<Area> found = Optional.of(area);
        while (found.isPresent() && found.get().level().compareTo(level) > 0) {
            found = area(found.get().parent());
        }
        return found.filter(enclosing -> enclosing.level() == level);
    }

    /** Every target group that some area has a size of, sorted. */
    public Set<String> groups() {
        return groups(areas);
    }

    private static Set<String> groups(Collection<Area> areas) {
        Set<String> groups = new TreeSet<>();
        areas.forEach(area -> groups.addAll(area.sizes().keySet()));
        return groups;
    }

    /**
     * The canonical form: UTF-8 CSV after RFC 4180 with {@code \n}, an area a line in the order of {@link #areas}; columns
     * {@code level, code, parent, name, type, setting, flags} (parted by blanks) and one for each of {@link #groups}, empty
     * where the size is not known.
     */
    public String csv() {
        return csv(areas);
    }

    /** Some areas in the columns of the canonical form, in the order given. */
    public static String csv(Collection<Area> areas) {
        StringBuilder csv = new StringBuilder();
        Set<String> groups = groups(areas);
        List<String> header = new ArrayList<>(List.of("level", "code", "parent", "name", "type", "setting", "flags"));
        header.addAll(groups);
        CsvLine.append(csv, header);
        for (Area area : areas) {
            List<String> cells = new ArrayList<>(List.of(
                    area.level().word(),
                    area.code(),
                    area.parent(),
                    area.name(),
                    area.type(),
                    area.setting(),
                    String.join(" ", area.flags())));
            for (String group : groups) {
                OptionalLong size = area.size(group);
                cells.add(size.isPresent() ? String.valueOf(size.getAsLong()) : "");
            }
            CsvLine.append(csv, cells);
        }
        return csv.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame && frame.hash.equals(hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** {@code Frame x as of 2026-09-20: 213 areas, 0123abcd…}. */
    @Override
    public String toString() {
        return "Frame " + id + " as of " + date + ": " + areas.size() + " areas, " + hash;
    }

    private static void check(List<Area> areas, List<String> findings) {
        if (areas.isEmpty()) {
            findings.add("The frame has no area on its day. Correct the day, or the validity of its areas.");
        }
        Map<String, Area> byCode = new HashMap<>();
        Set<AreaLevel> levels = new TreeSet<>();
        for (Area area : areas) {
            levels.add(area.level());
            Area twin = byCode.putIfAbsent(area.code(), area);
            if (twin != null) {
                findings.add("The code \"" + area.code() + "\" is that of " + named(twin) + " and of " + named(area)
                        + ". Give each area a code of its own.");
            }
        }
        for (Area area : areas) {
            checkTexts(area, findings);
            checkParent(area, byCode, levels, findings);
            area.sizes().forEach((group, size) -> {
                if (size < 0) {
                    findings.add(named(area) + " has a negative size of \"" + group + "\": " + size + ".");
                }
            });
        }
    }

    private static void checkTexts(Area area, List<String> findings) {
        if (area.code().isBlank() || area.name().isBlank()) {
            findings.add("The " + area.level().word() + " with the code \"" + area.code() + "\" and the name \""
                    + area.name() + "\" must have both.");
        }
        for (String text : List.of(area.code(), area.parent(), area.name(), area.type(), area.setting())) {
            if (!Normalizer.isNormalized(text, Normalizer.Form.NFC) || !text.equals(text.strip())) {
                findings.add(named(area) + ": \"" + text + "\" must be in Unicode's composed form (NFC), without blanks"
                        + " around it.");
            }
        }
    }

    private static void checkParent(Area area, Map<String, Area> byCode, Set<AreaLevel> levels, List<String> findings) {
        Optional<AreaLevel> above = area.level().above().filter(levels::contains);
        Area parent = byCode.get(area.parent());
        if (above.isEmpty()) {
            if (!area.parent().isEmpty()) {
                findings.add(named(area) + " must have no parent, found \"" + area.parent()
                        + "\": the frame has no level above it.");
            }
        } else if (parent == null) {
            findings.add(named(area) + " has the parent \"" + area.parent() + "\", which is not in the frame.");
        } else if (parent.level() != above.get()) {
            findings.add(named(area) + " has as its parent " + named(parent) + "; it must be a "
                    + above.get().word() + ".");
        }
    }

    /** The areas in their order, sizes that are not given summed from below. */
    private static List<Area> withSums(List<Area> areas) {
        Map<String, List<Area>> children = new HashMap<>();
        List<Area> summed = new ArrayList<>();
        // From below, so that the children have their sums before their parent asks for them.
        for (int i = areas.size() - 1; i >= 0; i--) {
            Area area = areas.get(i);
            Area filled = area.withSizes(sizes(area, children.getOrDefault(area.code(), List.of())));
            summed.add(filled);
            if (!area.parent().isEmpty()) {
                children.computeIfAbsent(area.parent(), parent -> new ArrayList<>())
                        .add(filled);
            }
        }
        Collections.reverse(summed);
        return summed;
    }

    private static Map<String, Long> sizes(Area area, List<Area> children) {
        Map<String, Long> sizes = new TreeMap<>(area.sizes());
        if (!children.isEmpty()) {
            for (String group : children.get(0).sizes().keySet()) {
                if (!sizes.containsKey(group)
                        && children.stream().allMatch(child -> child.sizes().containsKey(group))) {
                    long sum = 0;
                    for (Area child : children) {
                        sum = Math.addExact(sum, child.sizes().get(group));
                    }
                    sizes.put(group, sum);
                }
            }
        }
        return sizes;
    }

    private static String named(Area area) {
        return area.level().word() + " " + area.code() + " (" + area.name() + ")";
    }
}
