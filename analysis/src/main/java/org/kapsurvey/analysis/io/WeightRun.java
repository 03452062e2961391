package org.kapsurvey.analysis.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.analysis.job.WeightReport;
import org.kapsurvey.analysis.job.WeightedData;
import org.kapsurvey.analysis.job.WeightingCsv;
import org.kapsurvey.analysis.job.WeightingJob;
import org.kapsurvey.analysis.job.WeightingResult;
import org.kapsurvey.analysis.job.WeightingRun;
import org.kapsurvey.analysis.job.WeightingRunJson;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Runs a weighting file in memory and writes what it gives into a {@link ResultFolder}. */
public final class WeightRun {
    private final Path path;
    private final Path out;
    private final StoredRounds rounds;
    private final Keeper keeper;
    private final Consumer<String> progress;
    private final Faults faults = new Faults();
    private final Timing timing = new Timing();

    private WeightRun(Path path, Path out, StoredRounds rounds, Keeper keeper, Consumer<String> progress) {
        this.path = path;
        this.out = out;
        this.rounds = rounds;
        this.keeper = keeper;
        this.progress = progress;
    }

    /**
     * Weights made of a file.
     *
     * @param text of the weighting file
     * @param run the text of {@code run.json}
     */
    public record Made(WeightingResult result, String text, String run) {}

    /** Keeps the weights of a round. */
    @FunctionalInterface
    public interface Keeper {
        void keep(Made made) throws IOException;
    }

    /**
     * Weights files.
     *
     * @param file the weighting file
     * @param out a folder that does not exist or is empty
     * @param progress told what is being done, a few words at a time
     * @throws FaultsException with every fault of the file, the data and the folder; nothing is written then
     * @throws IOException if the results can't be written
     */
    public static Made run(Path file, Path out, Consumer<String> progress) throws IOException {
        return run(file, out, StoredRounds.none(), made -> {}, progress);
    }

    /**
     * Weights files or a stored round. The weights of a round are kept when all files are written and before they appear in
     * {@code out}: if they can't be kept there are no files; and if, after that, the folder can't take its name, the same run again
     * finds the weights kept and writes the files.
     *
     * @param rounds asked only if the data is a round
     * @param keeper asked only if the data is a round; what it throws ends the run and leaves no files
     */
    public static Made run(Path file, Path out, StoredRounds rounds, Keeper keeper, Consumer<String> progress)
            throws IOException {
        return new WeightRun(file, out, rounds, keeper, progress).run();
    }

    private Made run() throws IOException {
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        progress.accept("reading " + path);
        Optional<String> text = JobFile.text(path, "weighting file", faults);
        Optional<WeightingJob> job = text.flatMap(content -> WeightingJob.parse(path.toString(), content, faults));
        Optional<JobFile> file = job.map(parsed -> new JobFile(path, parsed.input(), text.orElseThrow()));
        Optional<JobInputs> inputs = file.map(named -> JobInputs.read(named, rounds, progress, faults));
        Optional<Table> data = inputs.flatMap(JobInputs::data);
        timing.lap("read");
        progress.accept("weighting");
        Optional<WeightingResult> result = Optional.empty();
        if (job.isPresent() && data.isPresent()) {
            result = WeightingRun.run(job.get(), data.get(), inputs.get().attachments(), faults);
        }
        timing.lap("weight");
        faults.throwIfAny();
        progress.accept("writing " + out);
        RunJson.Input input = new RunJson.Input(
                String.valueOf(path.getFileName()), file.orElseThrow().hash());
        WeightingResult weighted = result.orElseThrow();
        String run = WeightingRunJson.write(
                weighted, AnalyseRun.version(), input, inputs.orElseThrow().hashes());
        Made made = new Made(weighted, text.orElseThrow(), run);
        boolean ofRound = inputs.get().stored().isPresent();
        folder.write(partial -> {
            if (ofRound) {
                // It holds answers, which are for nobody else on this machine.
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            }
            write(weighted, run, partial);
            if (ofRound) {
                progress.accept("keeping the weights");
                keeper.keep(made);
            }
        });
        return made;
    }

    private void write(WeightingResult made, String run, Path folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("outcomes.csv", WeightingCsv.outcomes(made));
        files.put("steps.csv", WeightingCsv.steps(made));
        files.put("classes.csv", WeightingCsv.classes(made));
        files.put("totals.csv", WeightingCsv.totals(made));
        files.put("run.json", run);
        files.put("weights.html", WeightReport.write(made));
        files.put("job.json", WeightedData.job(made));
        made.replicates()
                .ifPresent(replicates -> files.put(
                        WeightedData.SCALES,
                        WeightingCsv.scales(replicates.carried().factors())));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        try (Writer csv = Files.newBufferedWriter(folder.resolve("weights.csv"))) {
            for (Iterator<String> lines = WeightingCsv.weights(made).iterator(); lines.hasNext(); ) {
                csv.write(lines.next());
            }
        }
        try (OutputStream csv = new BufferedOutputStream(Files.newOutputStream(folder.resolve("weighted.csv")))) {
            TableCsv.write(WeightedData.table(made), csv);
        }
        timing.lap("write");
        if (made.replicates().isPresent()) {
            int count = made.replicates().get().count();
            made.replicates()
                    .get()
                    .make(carried -> ReplicateFile.write(
                            folder.resolve(WeightedData.FACTORS),
                            carried,
                            done -> progress.accept(done + " of " + count + " replicates")));
            timing.lap("replicates");
        }
        Files.writeString(folder.resolve("timing.json"), timing.json());
    }
}
