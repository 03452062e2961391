package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnPerson;
import org.kapsurvey.analysis.sampling.DrawnSample;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.Listing;
import org.kapsurvey.analysis.sampling.SampleDrawing;
import org.kapsurvey.analysis.sampling.SampleFiles;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.selection.Roster;
import org.kapsurvey.questionnaire.value.Days;

/** Draws the sample of a plan, as far as what is known allows, and writes it into a {@link ResultFolder}. */
public final class SampleRun {
    private final Path path;
    private final Input input;
    private final Faults faults = new Faults();
    private final List<SampleFiles.Input> read = new ArrayList<>();

    /**
     * What a draw goes by besides its plan.
     *
     * @param before the folder of an earlier draw that this one continues, or of the round before
     * @param areas files with areas of the second stage that the frame lacks
     * @param listings files with the households of clusters
     * @param rosters files with the members of drawn households
     */
    public record Input(Optional<Path> before, List<Path> areas, List<Path> listings, List<Path> rosters) {
        public Input {
            areas = List.copyOf(areas);
            listings = List.copyOf(listings);
            rosters = List.copyOf(rosters);
        }

        /** Nothing but the plan. */
        public static Input none() {
            return new Input(Optional.empty(), List.of(), List.of(), List.of());
        }
    }

    private SampleRun(Path path, Input input) {
        this.path = path;
        this.input = input;
    }

    /**
     * Draws and writes.
     *
     * @param out a folder that does not exist or is empty
     * @throws FaultsException with every fault of the plan, the frame, what came from the field, and the folder
     * @throws IOException if the files can't be written
     */
    public static DrawnSample run(Path plan, Input input, Path out) throws IOException {
        return new SampleRun(plan, input).run(out);
    }

    private DrawnSample run(Path out) throws IOException {
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        Optional<String> text = text(path, Place.ofFile(path.toString()), "The sample plan");
        Optional<SampleBefore> before = input.before().flatMap(dir -> SampleBefore.read(dir, faults));
        Optional<SamplePlan> plan = text.flatMap(content -> SamplePlan.parse(path.toString(), content, faults));
        // What a plan with faults says of its frame may be right: the frame's own faults are told as well.
        Optional<Frame> frame = text.flatMap(content -> SamplePlan.frame(path.toString(), content))
                .flatMap(this::frame);
        if (plan.isPresent() && frame.isPresent()) {
            before.ifPresent(earlier -> earlier.check(plan.get(), frame.get(), faults));
        }
        Optional<SamplePlan> counted =
                plan.flatMap(read -> SamplePlanFile.allocated(path, text.orElseThrow(), read, frame, faults));
        Optional<SampleDrawing> drawing = counted.isPresent() && frame.isPresent()
                ? SampleDrawing.of(counted.get(), frame.get(), faults)
                : Optional.empty();
        if (!faults.isEmpty()) {
            check(plan);
        }
        FaultCap.throwIfAny(faults);
        DrawnSample sample = draw(counted.orElseThrow(), frame.orElseThrow(), drawing.orElseThrow(), before);
        FaultCap.throwIfAny(faults);
        Map<String, String> files = SampleFiles.of(sample, AnalyseRun.version(), text.orElseThrow(), read);
        before.ifPresent(earlier -> earlier.compare(drawing.orElseThrow(), sample, files, faults));
        FaultCap.throwIfAny(faults);
        folder.write(partial -> {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(partial.resolve(file.getKey()), file.getValue());
            }
        });
        return sample;
    }

    /** What came from the field, as far as it can be checked without a draw. */
    private void check(Optional<SamplePlan> plan) {
        SampleTables.areas(sources(input.areas()), faults);
        SampleTables.listings(sources(input.listings()), faults);
        plan.flatMap(SamplePlan::persons)
                .ifPresent(stage ->
                        SampleTables.rosters(sources(input.rosters()), stage.groups(), new HashMap<>(), faults));
    }

    private DrawnSample draw(SamplePlan plan, Frame frame, SampleDrawing drawing, Optional<SampleBefore> before) {
        boolean continued = before.isPresent() && before.get().isSameRound(plan);
        List<DrawnUnit> first = drawing.first();
        refuseUnused(drawing.hasSecond(), input.areas(), "a second stage of areas");
        refuseUnused(drawing.hasHouseholds(), input.listings(), "a stage of households");
        refuseUnused(plan.persons().isPresent(), input.rosters(), "a stage of persons");
        Map<Area, Place> given = new LinkedHashMap<>();
        Optional<List<DrawnUnit>> second = Optional.empty();
        if (drawing.hasSecond()) {
            List<CsvTable.Source> sources = new ArrayList<>();
            // What was given to the round before is known in this one too: the areas of the units that are kept.
            before.flatMap(earlier -> earlier.file(SampleFiles.AREAS)).ifPresent(sources::add);
            sources.addAll(sources(input.areas()));
            given.putAll(SampleTables.areas(sources, faults));
            checkGiven(plan, frame, first, given);
            second = Optional.of(drawing.second(first, given.keySet(), faults));
        }
        List<DrawnUnit> clusters = second.orElse(first);
        Optional<List<Listing>> listings = Optional.empty();
        List<DrawnHousehold> households = List.of();
        if (drawing.hasHouseholds()) {
            List<CsvTable.Source> sources = new ArrayList<>();
            if (continued) {
                before.get().file(SampleFiles.LISTING).ifPresent(sources::add);
            }
            sources.addAll(sources(input.listings()));
            List<Listing> listed = SampleTables.listings(sources, faults);
            listings = Optional.of(listed);
            if (!listed.isEmpty()) {
                households = drawing.households(clusters, listed, faults);
            }
        }
        Optional<List<DrawnPerson>> persons = Optional.empty();
        Map<String, Roster> rosters = new LinkedHashMap<>();
        Optional<CsvTable.Source> kept = continued ? before.get().file(SampleFiles.ROSTERS) : Optional.empty();
        if (plan.persons().isPresent() && (kept.isPresent() || !input.rosters().isEmpty())) {
            Map<String, Place> places = new HashMap<>();
            List<String> groups = plan.persons().get().groups();
            rosters.putAll(SampleTables.rosters(kept.stream().toList(), groups, places, faults));
            // A roster that is given again is a corrected one; that it draws nobody else is checked below.
            rosters.putAll(SampleTables.rosters(sources(input.rosters()), groups, places, faults));
            if (faults.isEmpty()) {
                persons = Optional.of(drawing.persons(households, rosters, places, faults));
            }
        }
        return new DrawnSample(
                plan,
                frame,
                first,
                second,
                List.copyOf(given.keySet()),
                listings,
                households,
                rosters,
                persons,
                drawing.notes(first, second.orElse(List.of()), households));
    }

    private void refuseUnused(boolean used, List<Path> files, String what) {
        if (!used && !files.isEmpty()) {
            faults.add(
                    Place.ofFile(files.get(0).toString()),
                    "The plan has no use for the file: it has not " + what + ".",
                    "Add the stage to the plan, or leave the file out.");
        }
    }

    /** Areas must lie in units of the first stage that were drawn, and be none of the frame. */
    private void checkGiven(SamplePlan plan, Frame frame, List<DrawnUnit> first, Map<Area, Place> given) {
        Set<String> drawn = first.stream()
                .flatMap(unit -> unit.areas().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> alreadyThere = new LinkedHashSet<>();
        given.forEach((area, place) -> {
            if (area.level() != plan.stages().get(1).level()) {
                faults.add(
                        place,
                        "The area \"" + area.code() + "\" is no "
                                + plan.stages().get(1).level().word() + ".",
                        "Give areas of the second stage only.");
            } else if (frame.area(area.code()).isPresent()) {
                faults.add(
                        place,
                        "The frame has the area \"" + area.code() + "\" already.",
                        "Give only areas that it lacks.");
            } else if (!drawn.contains(area.parent()) && !place.file().endsWith(SampleFiles.AREAS)) {
                faults.add(
                        place,
                        "The area \"" + area.code() + "\" lies in \"" + area.parent() + "\", which was not drawn.",
                        "Give only areas of units in psus.csv.");
            } else if (!frame.children(area.parent()).isEmpty() && alreadyThere.add(area.parent())) {
                faults.add(
                        place,
                        "The frame has the areas of \"" + area.parent() + "\" already.",
                        "Draw from the frame's, or take them out of it.");
            }
        });
    }

    private List<CsvTable.Source> sources(List<Path> files) {
        List<CsvTable.Source> sources = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                hash(file);
            }
            sources.add(new CsvTable.Source(file, file.toString()));
        }
        return sources;
    }

    private void hash(Path file) {
        try {
            read.add(new SampleFiles.Input(String.valueOf(file.getFileName()), Sha256.of(file)));
        } catch (IOException e) {
            faults.add(Place.ofFile(file.toString()), "The file can't be read.", "Check its rights.");
        }
    }

    /**
     * The frame that a plan is made for; absent, and faults, if it can't be had.
     *
     * @param path of the plan
     */
    static Optional<Frame> frame(Path path, SamplePlan.FrameFile named, Faults faults) {
        SampleRun run = new SampleRun(path, Input.none());
        Optional<Frame> found = run.frame(named);
        faults.addAll(run.faults.list());
        return found;
    }

    private Optional<Frame> frame(SamplePlan.FrameFile named) {
        JsonText name = named.file();
        Path file;
        try {
            file = path.toAbsolutePath().resolveSibling(name.value()).normalize();
        } catch (InvalidPathException e) {
            faults.add(name.place(), "\"" + name.value() + "\" is no path.", "Give a path from the plan's folder.");
            return Optional.empty();
        }
        Optional<Frame> frame = name.value().endsWith(".csv") ? canonical(named, file) : imported(named, file);
        frame.ifPresent(found -> named.hash().ifPresent(hash -> {
            if (!hash.value().equals(found.hash())) {
                faults.add(
                        hash.place(),
                        "The plan was made for another frame: it names " + hash.value() + ", the frame of "
                                + found.date() + " is " + found.hash() + ".",
                        "Take the frame that the plan was made for; if the other is the right one, write its hash.");
            }
        }));
        return frame;
    }

    private Optional<LocalDate> date(SamplePlan.FrameFile named) {
        Optional<JsonText> date = named.date();
        if (date.isEmpty()) {
            return Optional.empty();
        }
        int day = Days.parse(date.get().value());
        if (day == Days.NONE) {
            faults.add(date.get().place(), "\"" + date.get().value() + "\" is no day.", "Write it as 2026-11-01.");
            return Optional.empty();
        }
        return Optional.of(LocalDate.ofEpochDay(day));
    }

    /** A frame as of one day, in its canonical form. */
    private Optional<Frame> canonical(SamplePlan.FrameFile named, Path file) {
        JsonText name = named.file();
        int before = faults.size();
        Optional<LocalDate> date = date(named);
        if (named.date().isEmpty()) {
            faults.add(
                    name.place(),
                    "A frame in one CSV file does not say its day.",
                    "Write \"date\": the day as of which its areas are seen.");
        }
        Map<Area, Place> areas = SampleTables.areas(List.of(new CsvTable.Source(file, name.value())), faults);
        if (areas.isEmpty() && faults.size() == before) {
            faults.add(Place.ofFile(name.value()), "The frame has no areas.", "Give a line for each.");
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        return frame(name, () -> Frame.of(name.value(), date.orElseThrow(), areas.keySet()));
    }

    /** A frame as it is imported, as of the plan's day, else of its own. */
    private Optional<Frame> imported(SamplePlan.FrameFile named, Path file) {
        FrameFiles.Outcome outcome = FrameFiles.read(file);
        faults.addAll(outcome.faults().stream().map(Finding::english).toList());
        Optional<LocalDate> date = date(named);
        return named.date().isPresent() && date.isEmpty()
                ? Optional.empty()
                : outcome.history()
                        .flatMap(history -> frame(named.file(), () -> history.asOf(date.orElse(history.date()))));
    }

    private Optional<Frame> frame(JsonText name, Supplier<Frame> made) {
        try {
            return Optional.of(made.get());
        } catch (DesignException e) {
            e.findings()
                    .forEach(finding ->
                            faults.add(name.place(), finding, "Correct the frame \"" + name.value() + "\"."));
            return Optional.empty();
        }
    }

    private Optional<String> text(Path file, Place place, String what) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString());
        } catch (NoSuchFileException e) {
            faults.add(place, what + " is not there.", "Check the path.");
        } catch (CharacterCodingException e) {
            faults.add(place, what + " is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            faults.add(place, what + " can't be read.", "Check that it is a file that you may read.");
        }
        return Optional.empty();
    }
}
