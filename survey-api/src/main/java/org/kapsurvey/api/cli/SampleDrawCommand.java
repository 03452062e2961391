package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.SampleRun;
import org.kapsurvey.analysis.sampling.DrawnSample;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap sample draw SAMPLE.json --out DIR}. */
@Command(
        name = "draw",
        description = "Draws a sample, or draws it further as areas, listings and rosters come in.",
        mixinStandardHelpOptions = true)
final class SampleDrawCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SAMPLE.json", description = "The sample plan; docs/formats.md says what it can hold.")
    private Path plan;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path out;

    @Option(
            names = "--before",
            paramLabel = "DIR",
            description =
                    "An earlier draw: of the same sample, which this one continues, or of the panel's last round.")
    private @Nullable Path before;

    @Option(
            names = "--areas",
            paramLabel = "FILE.csv",
            description = "Areas of the second stage that the frame lacks, of units that were drawn. May be repeated.")
    private List<Path> areas = List.of();

    @Option(
            names = "--listing",
            paramLabel = "FILE.csv",
            description = "Households listed in clusters that were drawn: cluster,household. May be repeated.")
    private List<Path> listings = List.of();

    @Option(
            names = "--roster",
            paramLabel = "FILE.csv",
            description = "Members of households that were drawn: household,person,groups. May be repeated.")
    private List<Path> rosters = List.of();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::draw);
    }

    private int draw() throws IOException {
        SampleRun.Input input = new SampleRun.Input(Optional.ofNullable(before), areas, listings, rosters);
        DrawnSample sample = SampleRun.run(plan, input, out);
        PrintWriter printed = spec.commandLine().getOut();
        printed.printf(
                "%d units of the first stage, %d of them self-representing, in %s%n",
                sample.first().size(),
                sample.first().stream().filter(DrawnUnit::selfRepresenting).count(),
                out);
        sample.second().ifPresent(second -> printed.printf("%d units of the second stage%n", second.size()));
        sample.listings()
                .ifPresent(listed -> printed.printf(
                        "%d households of %d listed clusters; %d clusters wait for their listing%n",
                        sample.households().size(),
                        listed.size(),
                        sample.clusters().size() - listed.size()));
        sample.persons().ifPresent(persons -> printed.printf("%d persons%n", persons.size()));
        sample.notes().forEach(note -> printed.printf("Note: %s%n", note.en()));
        printed.flush();
        return 0;
    }
}
