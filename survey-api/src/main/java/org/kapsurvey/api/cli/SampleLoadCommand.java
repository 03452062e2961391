package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.analysis.sampling.Assignment;
import org.kapsurvey.analysis.sampling.Assignment.Cluster;
import org.kapsurvey.analysis.sampling.Assignment.Surveyor;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.sample.SampleStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kap sample load ROUND DIR}. */
@Command(
        name = "load",
        description = "Keeps a drawn sample, or what is new of it, as that of a stored round, with who works where.",
        mixinStandardHelpOptions = true)
final class SampleLoadCommand extends DatabaseCommand {
    @Parameters(index = "0", paramLabel = "ROUND", description = "Id of the round.")
    private String round;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder of a drawn sample.")
    private Path folder;

    @Option(
            names = "--surveyors",
            paramLabel = "FILE.csv",
            description =
                    "surveyor,delivers: who works in the round, and the codes of areas whose programme each delivers."
                            + " Clusters without a surveyor are given to them evenly.")
    private @Nullable Path surveyors;

    @Option(names = "--assign", paramLabel = "FILE.csv", description = "cluster,surveyor: who works where, decided.")
    private @Nullable Path assign;

    @Option(
            names = "--not-asked",
            paramLabel = "GROUP",
            split = ",",
            description =
                    "Groups of the sample that no form of the round is asked of: their persons are asked nothing.")
    private List<String> notAsked = List.of();

    @Override
    int run() {
        Faults faults = new Faults();
        Optional<SampleFolder> sample = SampleFolder.read(folder, faults);
        faults.throwIfAny();
        try (CommandDatabase opened = open()) {
            SampleStore store = new SampleStore(opened.database());
            Map<String, String> assigned = assigned(sample.orElseThrow(), store.assignments(round), faults);
            faults.throwIfAny();
            SampleStore.Loaded loaded =
                    store.load(round, sample.orElseThrow(), assigned, new LinkedHashSet<>(notAsked));
            outside(sample.orElseThrow());
            say("Round %s: %d units, %d households and %d persons are new; %d clusters have a surveyor"
                    .formatted(round, loaded.units(), loaded.households(), loaded.persons(), loaded.assignments()));
            if (!loaded.notAsked().isEmpty()) {
                say("Not asked in this round: persons drawn for " + String.join(", ", loaded.notAsked()));
            }
            if (!loaded.formsOfOthers().isEmpty()) {
                say("Nobody of the sample is asked " + String.join(", ", loaded.formsOfOthers()));
            }
            return 0;
        }
    }

    /** A commune may well not be drawn; a code of what lies above the areas would keep nobody out, as nobody would expect. */
    private void outside(SampleFolder sample) {
        if (surveyors == null) {
            return;
        }
        Set<String> areas = new HashSet<>();
        sample.assignable().forEach(cluster -> areas.addAll(cluster.areas()));
        List<String> others = SampleFolder.surveyors(surveyors, new Faults()).stream()
                .flatMap(surveyor -> surveyor.delivers().stream())
                .filter(code -> !areas.contains(code))
                .distinct()
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            say(
                    "Codes in \"delivers\" that are no area of this sample and keep nobody out of a cluster: "
                            + others.stream().limit(5).collect(Collectors.joining(", "))
                            + (others.size() > 5 ? ", … (" + others.size() + " in all)" : "")
                            + ". That is right for areas that were not drawn; of one above them, as a province, name the areas in it");
        }
    }

    /** What is decided, before that who works where already, and the other clusters evenly. */
    private Map<String, String> assigned(SampleFolder sample, Map<String, String> before, Faults faults) {
        List<Cluster> clusters = sample.assignable();
        List<Surveyor> known = surveyors == null ? List.of() : SampleFolder.surveyors(surveyors, faults);
        Map<String, String> fixed = new LinkedHashMap<>(before);
        if (assign != null) {
            fixed.putAll(SampleFolder.assigned(assign, clusters, known, faults));
        }
        if (surveyors == null || !faults.isEmpty()) {
            return fixed;
        }
        List<Cluster> open = new ArrayList<>(clusters);
        open.removeIf(cluster -> fixed.containsKey(cluster.code()));
        List<Cluster> without = Assignment.without(open, known);
        if (!without.isEmpty()) {
            faults.add(
                    Place.ofFile(surveyors.toString()),
                    "Nobody may work in " + without.size() + " clusters: "
                            + without.stream().limit(5).map(Cluster::code).collect(Collectors.joining(", "))
                            + (without.size() > 5 ? ", …" : "") + ".",
                    "Add surveyors who don't deliver the programme there.");
            return fixed;
        }
        return Assignment.balanced(clusters, known, fixed);
    }
}
