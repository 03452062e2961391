package org.kapsurvey.api.frame;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Days;

/**
 * The stored frames as sample plans name them: {@code made-up-1-2026-09-01.csv} is version 1 of the frame {@code made-up} as of
 * that day, under the name that its areas are downloaded by; so the same plan is drawn by the command and by the service. Safe
 * for many threads.
 */
public final class FramesOfPlans {
    private static final Pattern FILE =
            Pattern.compile("([a-z][a-z0-9_-]{0,39})-([1-9][0-9]{0,8})-([0-9]{4}-[0-9]{2}-[0-9]{2})\\.csv");
    /** A page that plans asks for one frame over and over, and a frame may have tens of thousands of areas. */
    private static final int KEPT = 3;

    private final FrameStore frames;
    private final Map<Key, Frame> known = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Key(String id, int version, LocalDate day) {}

    public FramesOfPlans(FrameStore frames) {
        this.frames = frames;
    }

    /** The name under which the areas of a version as of a day are downloaded, and by which plans name them. */
    static String file(StoredFrame frame, LocalDate day) {
        return frame.id() + "-" + frame.version() + "-" + day + ".csv";
    }

    /** The frame that a plan is made for; absent, and faults, if there is none of that name. */
    public Optional<Frame> of(SamplePlan.FrameFile named, Faults faults) {
        JsonText file = named.file();
        Matcher name = FILE.matcher(file.value());
        int day = name.matches() ? Days.parse(name.group(3)) : Days.NONE;
        if (day == Days.NONE) {
            faults.add(
                    file.place(),
                    "\"" + file.value() + "\" names no stored frame.",
                    "Write its id, version and day, as in made-up-1-2026-09-01.csv.");
            return Optional.empty();
        }
        int before = faults.size();
        checkDay(named, name.group(3), faults);
        Optional<StoredFrame> stored = frames.list().stream()
                .filter(frame -> frame.id().equals(name.group(1)) && frame.version() == Integer.parseInt(name.group(2)))
                .findFirst();
        if (stored.isEmpty()) {
            String there = frames.list().stream()
                    .map(frame -> frame.id() + "-" + frame.version())
                    .collect(Collectors.joining(", "));
            faults.add(
                    file.place(),
                    "There is no frame " + name.group(1) + " version " + name.group(2) + ".",
                    there.isEmpty() ? "Import one first." : "There are " + there + ".");
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        Optional<Frame> frame = asOf(stored.orElseThrow(), LocalDate.ofEpochDay(day), file, faults);
        frame.ifPresent(found -> named.hash()
                .filter(hash -> !hash.value().equals(found.hash()))
                .ifPresent(hash -> faults.add(
                        hash.place(),
                        "The plan was made for another frame: it names " + hash.value() + ", this one is "
                                + found.hash() + ".",
                        "Take the frame that the plan was made for; if the other is the right one, write its hash.")));
        return faults.size() > before ? Optional.empty() : frame;
    }

    private static void checkDay(SamplePlan.FrameFile named, String day, Faults faults) {
        JsonText file = named.file();
        Optional<JsonText> date = named.date();
        if (date.isEmpty()) {
            faults.add(file.place(), "The plan does not say the frame's day.", "Write \"date\": \"" + day + "\".");
        } else if (!date.get().value().equals(day)) {
            faults.add(
                    date.get().place(),
                    "The date is " + date.get().value() + ", but the file is of " + day + ".",
                    "Write the same day in both.");
        }
    }

    private Optional<Frame> asOf(StoredFrame stored, LocalDate day, JsonText file, Faults faults) {
        Key key = new Key(stored.id(), stored.version(), day);
        synchronized (known) {
            Frame there = known.get(key);
            if (there != null) {
                return Optional.of(there);
            }
        }
        try {
            Frame frame = frames.history(stored.id(), stored.version()).asOf(day);
            synchronized (known) {
                known.put(key, frame);
                if (known.size() > KEPT) {
                    known.remove(known.keySet().iterator().next());
                }
            }
            return Optional.of(frame);
        } catch (DesignException e) {
            e.findings().forEach(finding -> faults.add(file.place(), finding, "Choose another day."));
            return Optional.empty();
        }
    }
}
