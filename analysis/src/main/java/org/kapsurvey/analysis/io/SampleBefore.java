package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnPerson;
import org.kapsurvey.analysis.sampling.DrawnSample;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.SampleDrawing;
import org.kapsurvey.analysis.sampling.SampleFiles;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A sample drawn before: the same one, which is drawn further, or that of the round before. Nothing of it is copied; what is
 * drawn now must agree with it.
 */
final class SampleBefore {
    private final Path folder;
    private final String name;
    private final String seed;
    private final int round;
    private final String frame;
    private final String personSeed;
    private final String frameId;
    private final String frameDate;
    private final Map<String, String> files;
    private final List<String> groups;

    private SampleBefore(Path folder, JsonFields run, JsonFields frame, Map<String, String> files) {
        this.folder = folder;
        this.name = run.text("name");
        this.seed = run.text("seed");
        this.round = run.integer("round", 1, 99);
        this.personSeed = run.text("personSeed");
        this.frame = frame.text("sha256");
        this.frameId = frame.text("id");
        this.frameDate = frame.text("date");
        this.files = files;
        this.groups = run.has("groups")
                ? run.jsonTexts("groups").stream().map(JsonText::value).toList()
                : List.of();
    }

    /** The sample of a folder; absent, and faults, if its files are not what its {@code run.json} says. */
    static Optional<SampleBefore> read(Path folder, Faults faults) {
        int before = faults.size();
        Path run = folder.resolve(SampleFiles.RUN);
        Place place = Place.ofFile(run.toString());
        Map<String, String> files = new HashMap<>();
        try {
            JsonFields fields =
                    JsonFields.of(JsonReader.read(run.toString(), Files.readString(run)), "A drawn sample", faults);
            JsonFields frame = fields.fields("frame");
            for (JsonFields file : fields.objects("files")) {
                String of = file.text("file");
                Path path = folder.resolve(of);
                String text = Files.isRegularFile(path) ? Files.readString(path) : "";
                if (!ContentHash.of(text).equals(file.text("sha256"))) {
                    faults.add(
                            Place.ofFile(path.toString()),
                            "The file is not as it was drawn.",
                            "Bring it back from a copy, or draw again from the plan: the same seed gives the same.");
                }
                files.put(of, text);
            }
            SampleBefore found = new SampleBefore(folder, fields, frame, files);
            return faults.size() > before ? Optional.empty() : Optional.of(found);
        } catch (FaultsException e) {
            faults.addAll(e.faults());
        } catch (IOException e) {
            faults.add(place, "There is no drawn sample here.", "Name the folder of an earlier draw.");
        }
        return Optional.empty();
    }

    /** With what was read of its files. */
    SampleFolder folder(
            List<DrawnUnit> first, List<DrawnUnit> second, List<DrawnHousehold> households, List<DrawnPerson> persons) {
        return new SampleFolder(
                name,
                seed,
                personSeed,
                round,
                frameId,
                frameDate,
                frame,
                first,
                second,
                files.containsKey(SampleFiles.SSUS),
                households,
                persons,
                // A folder that was drawn before the groups were written tells them by its persons alone.
                groups.isEmpty()
                        ? persons.stream()
                                .flatMap(person -> person.drawnFor().stream())
                                .distinct()
                                .sorted()
                                .toList()
                        : groups);
    }

    boolean isSameRound(SamplePlan plan) {
        return round == roundOf(plan);
    }

    private static int roundOf(SamplePlan plan) {
        return plan.panel().map(SamplePlan.Panel::round).orElse(1);
    }

    /** A file of it to be read again; absent if it has none. */
    Optional<CsvTable.Source> file(String of) {
        Path path = folder.resolve(of);
        return files.containsKey(of) ? Optional.of(new CsvTable.Source(path, path.toString())) : Optional.empty();
    }

    /** Adds a fault for each thing that a sample can't change while it is drawn. */
    void check(SamplePlan plan, Frame now, Faults faults) {
        Place place = Place.ofFile(folder.resolve(SampleFiles.RUN).toString());
        if (isSameRound(plan) && !name.equals(plan.name())) {
            faults.add(place, "It is of the sample \"" + name + "\", not of \"" + plan.name() + "\".", "Name another.");
        }
        // A plan without a seed has its fault already.
        Optional<String> other = plan.seed().map(JsonText::value).filter(text -> !text.isBlank());
        if (other.isPresent() && !seed.equals(other.get())) {
            faults.add(
                    place,
                    "It was drawn with another seed.",
                    "Give the plan the seed in it, or begin a new sample without it.");
        }
        if (roundOf(plan) != round && roundOf(plan) != round + 1) {
            faults.add(
                    place,
                    "It is of round " + round + ", the plan of round " + roundOf(plan) + ".",
                    "Name the draw of this round or of the one before.");
        }
        boolean named =
                plan.frame().hash().map(hash -> hash.value().equals(now.hash())).orElse(false);
        if (!frame.equals(now.hash()) && !named) {
            faults.add(
                    place,
                    "It was drawn from another frame, " + frame + "; that of " + now.date() + " is " + now.hash() + ".",
                    "Draw from the frame as it was; if the new one is right and leaves what was drawn as it is, name it in"
                            + " the plan: \"frame\": {\"hash\": …}.");
        }
    }

    /** Adds a fault for each file of which something would be drawn otherwise. */
    void compare(SampleDrawing drawing, DrawnSample sample, Map<String, String> now, Faults faults) {
        if (!isSameRound(sample.plan())) {
            String first = SampleFiles.units(drawing.with(sample.seed(), round).first());
            if (!withoutKept(first).equals(withoutKept(files.getOrDefault(SampleFiles.PSUS, "")))) {
                changed(SampleFiles.PSUS, "the plan draws other PSUs for round " + round, faults);
            }
            return;
        }
        for (String of : List.of(SampleFiles.PSUS, SampleFiles.SSUS, SampleFiles.HOUSEHOLDS, SampleFiles.SELECTION)) {
            String then = files.get(of);
            if (then != null) {
                Set<String> lines =
                        new LinkedHashSet<>(now.getOrDefault(of, "").lines().toList());
                List<String> lost = new ArrayList<>(then.lines().toList());
                lost.removeAll(lines);
                if (of.equals(SampleFiles.SELECTION) && !now.containsKey(of)) {
                    changed(of, "the rosters are not given again", faults);
                } else if (!lost.isEmpty()) {
                    changed(of, lost.size() + " of its lines would be drawn otherwise", faults);
                }
            }
        }
    }

    private static String withoutKept(String csv) {
        return csv.lines()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList()
                .toString();
    }

    private void changed(String of, String how, Faults faults) {
        faults.add(
                Place.ofFile(folder.resolve(of).toString()),
                "What was drawn can't change any more, but " + how + ".",
                "Take back what was changed in the plan, the areas or the listings, or begin a new sample.");
    }
}
