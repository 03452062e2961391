package org.kapsurvey.analysis.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.kapsurvey.questionnaire.number.Numbers;

/** Runs a weighting file in memory and writes what it gives into a {@link ResultFolder}. */
public final class WeightRun {
    private final Path path;
    private final Path out;
    private final StoredRounds rounds;
    private final Consumer<String> progress;
    private final Faults faults = new Faults();
    private final Timing timing = new Timing();

    private WeightRun(Path path, Path out, StoredRounds rounds, Consumer<String> progress) {
        this.path = path;
        this.out = out;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * Weights made of a file.
     *
     * @param text of the weighting file
     * @param run the text of {@code run.json}
     */
    public record Made(WeightingResult result, String text, String run) {}

    /**
     * Makes the weights.
     *
     * @param file the weighting file
     * @param out a folder that does not exist or is empty
     * @param rounds asked only if the data is a round
     * @param progress told what is being done, a few words at a time
     * @throws FaultsException with every fault of the file, the data and the folder; nothing is written then
     * @throws IOException if the results can't be written
     */
    public static Made run(Path file, Path out, StoredRounds rounds, Consumer<String> progress) throws IOException {
        return new WeightRun(file, out, rounds, progress).run();
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
        WeightingResult made = result.orElseThrow();
        String run = WeightingRunJson.write(
                made, AnalyseRun.version(), input, inputs.orElseThrow().hashes());
        boolean ofRound = inputs.get().stored().isPresent();
        folder.write(partial -> {
            if (ofRound) {
                // It holds answers, which are for nobody else on this machine.
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            }
            write(made, run, partial);
        });
        return new Made(made, text.orElseThrow(), run);
    }

    private void write(WeightingResult made, String run, Path folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("weights.csv", WeightingCsv.weights(made));
        files.put("outcomes.csv", WeightingCsv.outcomes(made));
        files.put("steps.csv", WeightingCsv.steps(made));
        files.put("classes.csv", WeightingCsv.classes(made));
        files.put("totals.csv", WeightingCsv.totals(made));
        files.put("run.json", run);
        files.put("weights.html", WeightReport.write(made));
        files.put("job.json", WeightedData.job(made));
        made.replicates().ifPresent(replicates -> files.put("replicate_scales.csv", WeightingCsv.scales(replicates)));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        try (OutputStream csv = new BufferedOutputStream(Files.newOutputStream(folder.resolve("weighted.csv")))) {
            TableCsv.write(WeightedData.table(made), csv);
        }
        if (made.replicates().isPresent()) {
            writeFactors(made, made.replicates().get(), folder.resolve("replicates.csv"));
        }
        timing.lap("write");
        Files.writeString(folder.resolve("timing.json"), timing.json());
    }

    /** Of each row what every replicate multiplies its final weight by; a line at a time, because there are many. */
    private static void writeFactors(WeightingResult made, WeightingResult.Replicates replicates, Path file)
            throws IOException {
        double[] full = made.weights().calibrated();
        double[][] weights = new double[replicates.weights().replicates()][];
        StringBuilder line = new StringBuilder();
        for (int r = 0; r < weights.length; r++) {
            weights[r] = replicates.weights().weights(r);
            line.append(r == 0 ? "r" : ",r").append(r + 1);
        }
        try (OutputStream csv = new BufferedOutputStream(Files.newOutputStream(file))) {
            csv.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            for (int row = 0; row < full.length; row++) {
                line.setLength(0);
                for (int r = 0; r < weights.length; r++) {
                    double factor = full[row] == 0 ? 0 : weights[r][row] / full[row];
                    line.append(r == 0 ? "" : ",").append(Numbers.print(factor + 0.0));
                }
                csv.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
