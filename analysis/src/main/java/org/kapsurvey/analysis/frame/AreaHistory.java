package org.kapsurvey.analysis.frame;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An area through time. Its code and its level never change; what changes is a version, and between versions it may not be.
 *
 * @param versions by their first day; they don't overlap
 * @param sizes by group and day, one for each
 * @param flags by flag and first day; the periods of one flag don't overlap
 */
public record AreaHistory(
        String code, AreaLevel level, List<Version> versions, List<Size> sizes, List<FlagPeriod> flags) {
    public AreaHistory {
        versions = versions.stream()
                .sorted(Comparator.comparing(version -> version.validity().from()))
                .toList();
        sizes = sizes.stream()
                .sorted(Comparator.comparing(Size::group).thenComparing(Size::date))
                .toList();
        flags = flags.stream()
                .sorted(Comparator.comparing(FlagPeriod::flag)
                        .thenComparing(period -> period.validity().from()))
                .toList();
    }

    /** What an area is called, and where it lies, on some days. */
    public record Version(Validity validity, String parent, String name, String type, String setting) {
        Version with(Validity other) {
            return new Version(other, parent, name, type, setting);
        }

        boolean says(Version other) {
            return parent.equals(other.parent)
                    && name.equals(other.name)
                    && type.equals(other.type)
                    && setting.equals(other.setting);
        }
    }

    /** How many of a target group lived in the area on a day. */
    public record Size(String group, LocalDate date, long size) {}

    /** Some days on which the area has a flag. */
    public record FlagPeriod(String flag, Validity validity) {}

    /** What the area is on a day; empty if it is not. */
    public Optional<Version> version(LocalDate day) {
        return versions.stream()
                .filter(version -> version.validity().contains(day))
                .findFirst();
    }

    /**
     * The area as of a day: of each target group the last size counted until then, or where there is none the first one
     * counted after it; the flags that hold on the day.
     */
    public Optional<Area> asOf(LocalDate day) {
        return version(day).map(version -> {
            Map<String, Long> now = new TreeMap<>();
            for (Size size : sizes) {
                // They come by date: a later one takes the place of an earlier one, unless it is of after the day.
                if (!size.date().isAfter(day) || !now.containsKey(size.group())) {
                    now.put(size.group(), size.size());
                }
            }
            TreeSet<String> held = new TreeSet<>();
            for (FlagPeriod period : flags) {
                if (period.validity().contains(day)) {
                    held.add(period.flag());
                }
            }
            return new Area(
                    code, version.parent(), level, version.name(), version.type(), version.setting(), now, held);
        });
    }
}
