package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.planning.Assumptions;
import org.kapsurvey.analysis.planning.Assumptions.EarlierRate;
import org.kapsurvey.analysis.planning.Assumptions.StratumSize;
import org.kapsurvey.analysis.planning.PlannedSample;
import org.kapsurvey.analysis.planning.PlanningException;
import org.kapsurvey.analysis.planning.SamplePlanText;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.analysis.sampling.SampleDrawing;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/** A sample plan as a file; paths in it are relative to its folder. */
public final class SamplePlanFile implements Assumptions.Sources {
    private static final Set<String> ESTIMATES_TEXT =
            Set.of("id", "statistic", "variable", "category", "domain", "interval", "note");
    private static final Set<String> ESTIMATES_NUMBERS = Set.of("estimate", "deff_wr");

    private final Path path;
    private Optional<List<StratumSize>> strata = Optional.of(List.of());

    private SamplePlanFile(Path path) {
        this.path = path;
    }

    /**
     * Plans the sample of a file.
     *
     * @throws FaultsException with every fault of the file and of what it names
     * @throws org.kapsurvey.analysis.planning.PlanningException with every conflict of sizes, minima and maxima
     */
    public static PlannedSample plan(Path path) {
        Faults faults = new Faults();
        SamplePlanFile file = new SamplePlanFile(path);
        String text =
                text(path, "sample plan", Place.ofFile(path.toString()), faults).orElse("");
        faults.throwIfAny();
        file.strata = strata(path, text, faults);
        if (file.strata.isEmpty()) {
            SamplePlanText.check(path.toString(), text, file, faults);
            throw new FaultsException(faults.list());
        }
        Optional<Assumptions> assumptions = SamplePlanText.assumptions(path.toString(), text, file, faults);
        faults.throwIfAny();
        return PlannedSample.of(assumptions.orElseThrow());
    }

    /**
     * The plan with the counts of its first stage allocated, where it leaves them to planning; else the plan itself. Absent, and
     * faults, where it can't be planned.
     *
     * @param text of the plan
     * @param frame absent where that has faults: then the planning is checked as far as it can be
     */
    static Optional<SamplePlan> allocated(
            Path path, String text, SamplePlan plan, Optional<Frame> frame, Faults faults) {
        if (!plan.drawsAsPlanned()) {
            return Optional.of(plan);
        }
        SamplePlanFile file = new SamplePlanFile(path);
        file.strata = frame.flatMap(found -> sizes(plan, found, faults));
        if (file.strata.isEmpty()) {
            SamplePlanText.check(path.toString(), text, file, faults);
            return Optional.empty();
        }
        try {
            return SamplePlanText.assumptions(path.toString(), text, file, faults)
                    .map(given -> plan.with(PlannedSample.of(given).counts()));
        } catch (PlanningException e) {
            e.conflicts()
                    .forEach(conflict -> faults.add(
                            e.place(),
                            conflict.message().en(),
                            conflict.remedy().en()));
            return Optional.empty();
        }
    }

    /** The strata that the plan makes of its frame, none if it names none; absent, and faults, where they can't be told. */
    private static Optional<List<StratumSize>> strata(Path path, String text, Faults faults) {
        if (!(JsonReader.read(path.toString(), text) instanceof JsonObject object) || object.get("frame") == null) {
            return Optional.of(List.of());
        }
        Optional<SamplePlan> plan = SamplePlan.parse(path.toString(), text, faults);
        Optional<Frame> frame =
                SamplePlan.frame(path.toString(), text).flatMap(named -> SampleRun.frame(path, named, faults));
        if (plan.isPresent() && plan.get().stages().isEmpty()) {
            faults.add(
                    object.keyPlace("frame"),
                    "The plan names a frame, but no stage that draws from it.",
                    "Write \"stages\", or leave the frame out and list \"strata\".");
            return Optional.empty();
        }
        return plan.flatMap(read -> frame.flatMap(found -> sizes(read, found, faults)));
    }

    private static Optional<List<StratumSize>> sizes(SamplePlan plan, Frame frame, Faults faults) {
        int before = faults.size();
        List<StratumSize> sizes = SampleDrawing.sizes(plan, frame, faults);
        return faults.size() > before ? Optional.empty() : Optional.of(sizes);
    }

    @Override
    public Optional<Plan> plan(JsonText file, Faults faults) {
        return resolved(file, faults)
                .flatMap(found -> text(found, "plan", file.place(), faults).flatMap(content -> {
                    try {
                        return Optional.of(Plan.parse(found.toString(), content));
                    } catch (FaultsException e) {
                        faults.addAll(e.faults());
                        return Optional.empty();
                    }
                }));
    }

    @Override
    public Optional<Map<String, EarlierRate>> earlier(JsonText file, Faults faults) {
        return resolved(file, faults)
                .flatMap(found -> CsvTable.read(
                        List.of(new CsvTable.Source(found, file.value())),
                        new CsvOptions(Set.of(""), ESTIMATES_TEXT, ESTIMATES_NUMBERS),
                        faults))
                .flatMap(table -> rates(table, file, faults));
    }

    /** Proportions of the whole, by the block's id where it has one such row, and by the variable. */
    private static Optional<Map<String, EarlierRate>> rates(Table table, JsonText file, Faults faults) {
        for (String column : List.of("id", "statistic", "variable", "domain", "estimate", "deff_wr")) {
            if (table.find(column).isEmpty()) {
                faults.add(
                        file.place(),
                        "The file \"" + file.value() + "\" has no column \"" + column + "\".",
                        "Name the estimates.csv of an analysis job.");
                return Optional.empty();
            }
        }
        Map<String, EarlierRate> rates = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            boolean proportion = "proportion".equals(cell(table.column("statistic"), row));
            if (proportion && cell(table.column("domain"), row).isEmpty()) {
                EarlierRate rate =
                        new EarlierRate(number(table.column("estimate"), row), number(table.column("deff_wr"), row));
                // Of several intervals or levels the rows say the same.
                rates.putIfAbsent(cell(table.column("variable"), row), rate);
                rates.putIfAbsent(cell(table.column("id"), row), rate);
            }
        }
        return Optional.of(rates);
    }

    private static String cell(Column column, int row) {
        return column.isMissing(row) ? "" : String.valueOf(((TextColumn) column).value(row));
    }

    private static double number(Column column, int row) {
        return column.isMissing(row) ? Double.NaN : ((NumericColumn) column).value(row);
    }

    @Override
    public Optional<List<StratumSize>> strata() {
        return strata;
    }

    private Optional<Path> resolved(JsonText file, Faults faults) {
        try {
            if (!file.value().isEmpty()) {
                return Optional.of(
                        path.toAbsolutePath().resolveSibling(file.value()).normalize());
            }
        } catch (InvalidPathException e) {
            // Refused below, like an empty name.
        }
        faults.add(file.place(), "\"" + file.value() + "\" is no path.", "Give a path from the sample plan's folder.");
        return Optional.empty();
    }

    private static Optional<String> text(Path path, String what, Place place, Faults faults) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString());
        } catch (NoSuchFileException e) {
            faults.add(place, "The " + what + " is not there.", "Give the path of a " + what + ".");
        } catch (CharacterCodingException e) {
            faults.add(place, "The " + what + " is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            faults.add(place, "The " + what + " can't be read.", "Check that it is a file that you may read.");
        }
        return Optional.empty();
    }
}
