package org.kapsurvey.analysis.sampleplan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * What areas can be stratified, ordered and told apart by: {@code province} and {@code commune}, the code of the area of that
 * level that it is or lies in; {@code type}, {@code setting}, {@code code} and {@code name}; and each flag of the frame,
 * {@code yes} or {@code no}.
 */
public final class Properties {
    private static final List<String> WORDS = List.of("province", "commune", "type", "setting", "code", "name");

    private final Frame frame;
    private final List<String> flags;
    private final Set<String> groups;

    public Properties(Frame frame) {
        this.frame = frame;
        this.flags = frame.areas().stream()
                .flatMap(area -> area.flags().stream())
                .distinct()
                .sorted()
                .toList();
        this.groups = frame.groups();
    }

    /** Whether there is a property of the name. */
    public boolean has(String name) {
        return WORDS.contains(name) || flags.contains(name);
    }

    /** Whether some area of the frame has a size of the target group. */
    public boolean isGroup(String name) {
        return groups.contains(name);
    }

    /** Whether there is a property of the name; a fault is added if not. */
    public boolean check(JsonText name, Faults faults) {
        if (has(name.value())) {
            return true;
        }
        faults.add(
                name.place(),
                "No area of the frame has the property or flag \"" + name.value() + "\".",
                "Use one of " + JsonFields.listed(WORDS)
                        + (flags.isEmpty()
                                ? "; no area has a flag on that day."
                                : ", or a flag: " + JsonFields.listed(flags) + ".")
                        + JsonFields.suggestion(name.value(), flags));
        return false;
    }

    /** The value for an area; empty where it has none. */
    public String of(Area area, String name) {
        return switch (name) {
            case "province" -> enclosing(area, AreaLevel.PROVINCE);
            case "commune" -> enclosing(area, AreaLevel.COMMUNE);
            case "type" -> area.type();
            case "setting" -> area.setting();
            case "code" -> area.code();
            case "name" -> area.name();
            default -> area.hasFlag(name) ? "yes" : "no";
        };
    }

    private String enclosing(Area area, AreaLevel level) {
        Optional<Area> found = area.level() == level
                ? Optional.of(area)
                : frame.area(area.parent()).flatMap(parent -> frame.enclosing(parent, level));
        return found.map(Area::code).orElse("");
    }
}
