package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kapsurvey.analysis.io.WeightRun;
import org.kapsurvey.analysis.job.WeightingResult;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.job.RoundWeighting;
import org.kapsurvey.api.round.WeightStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap weight WEIGHTING.json --out DIR}. */
@Command(
        name = "weight",
        description =
                "Weights a sample for unknown eligibility, non-response and population totals, with response rates.",
        mixinStandardHelpOptions = true)
final class WeightCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int OUR_FAULT = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WEIGHTING.json", description = "The weighting file; docs/formats.md says what it holds.")
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path out;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::weight);
    }

    /** @param latest the version that the round's summary takes now */
    private static String summary(WeightStore.Version kept, Optional<WeightStore.Version> latest) {
        if (latest.isEmpty()) {
            return "The round's summary takes versions of persons made of approved interviews alone, of which there is none yet.";
        }
        return latest.get().version() == kept.version()
                ? "The round's summary takes this version."
                : "The round's summary takes versions of persons made of approved interviews alone: it goes on with version "
                        + latest.get().version() + ".";
    }

    private int weight() {
        PrintWriter error = spec.commandLine().getErr();
        // The database is opened only for a round, and stays open to keep its weights.
        List<CommandDatabase> opened = new ArrayList<>();
        List<RoundWeighting> rounds = new ArrayList<>();
        List<WeightStore.Version> kept = new ArrayList<>();
        try (StageProgress progress = new StageProgress(error)) {
            WeightingResult result = WeightRun.run(
                            file,
                            out,
                            (request, faults) -> {
                                opened.add(database.open());
                                rounds.add(new RoundWeighting(opened.get(0).database()));
                                return rounds.get(0).read(request, faults);
                            },
                            made -> kept.add(rounds.get(0).keep(made)),
                            progress)
                    .result();
            PrintWriter print = spec.commandLine().getOut();
            print.printf(
                    Locale.ROOT,
                    "%d of %d rows have a final weight; %s/weights.html tells how they came about.%n",
                    result.respondents(),
                    result.table().rows(),
                    out);
            kept.forEach(version -> {
                print.printf(Locale.ROOT, "They are kept as version %d of the round's weights.%n", version.version());
                print.println(summary(version, rounds.get(0).latest()));
            });
            print.flush();
            result.weights().outcomes().stream()
                    .flatMap(outcome -> outcome.classes().stream())
                    .filter(one -> one.isCollapsed())
                    .forEach(one -> error.println("Note: classes collapsed: " + String.join(" + ", one.labels())));
            result.notes().forEach(note -> error.println("Note: " + note.en()));
            error.flush();
            return DONE;
        } catch (IOException e) {
            error.println("The weights could not be written: " + e.getMessage());
            error.flush();
            return OUR_FAULT;
        } finally {
            if (!kept.isEmpty() && !Files.exists(out.resolve("weights.html"))) {
                error.printf(
                        Locale.ROOT,
                        "The weights are kept as version %d, but %s could not be written: the same command with a folder that can"
                                + " be written finds the version and writes the files.%n",
                        kept.get(0).version(),
                        out);
                error.flush();
            }
            opened.forEach(CommandDatabase::close);
        }
    }
}
