package org.kapsurvey.api.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.io.Timing;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.JobFiles;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.analysis.job.JobRun;
import org.kapsurvey.analysis.job.JobText;
import org.kapsurvey.analysis.job.KapInputs;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A job as the service runs it: on a stored round and on no file, bound to its data. What it gives is, byte for byte, what
 * {@code kap analyse} gives of the same text in a file {@code job.json}.
 */
final class StoredJob {
    static final String FILE = "job.json";

    private final String text;
    private final AnalysisJob job;
    private final RoundRequest request;
    private final StoredRound round;
    private final JobRun run;

    private StoredJob(String text, AnalysisJob job, RoundRequest request, StoredRound round, JobRun run) {
        this.text = text;
        this.job = job;
        this.request = request;
        this.round = round;
        this.run = run;
    }

    /**
     * Reads a job, its round and binds the two; nothing, and every fault at its place, if something is wrong.
     *
     * @param stage told what is about to be done
     * @param check run every now and then, also within a step; what it throws ends the binding or the run
     */
    static Optional<StoredJob> bind(
            String text,
            StoredRounds rounds,
            Faults faults,
            Timing timing,
            BiConsumer<Stage, Integer> stage,
            Runnable check) {
        stage.accept(Stage.READING, 0);
        Optional<AnalysisJob> parsed = AnalysisJob.parse(FILE, text, faults);
        parsed.ifPresent(job -> refuseFiles(job, faults));
        Optional<RoundRequest> request = parsed.flatMap(job -> job.data().round());
        Optional<StoredRound> round = request.flatMap(wanted -> rounds.read(wanted, faults));
        timing.lap("read");
        if (round.isEmpty()) {
            return Optional.empty();
        }
        stage.accept(Stage.WEIGHTING, 0);
        AnalysisJob completed = round.get().completed(parsed.orElseThrow(), faults);
        Optional<JobRun> run = JobRun.bind(
                completed, round.get().table(), round.get().attachments(), kap(completed, round.get()), check, faults);
        timing.lap("weight");
        return faults.isEmpty()
                ? run.map(bound -> new StoredJob(text, parsed.orElseThrow(), request.orElseThrow(), round.get(), bound))
                : Optional.empty();
    }

    private static KapInputs kap(AnalysisJob job, StoredRound round) {
        return job.wantsKap() ? round.kap().get() : KapInputs.NONE;
    }

    private static void refuseFiles(AnalysisJob job, Faults faults) {
        for (JsonText file : job.data().files()) {
            faults.add(
                    file.place(),
                    "The service reads no files.",
                    "Name a stored round: \"data\": {\"round\": …}; ./kap analyse reads files.");
        }
        List<JsonText> named = new ArrayList<>(job.attachments());
        job.plan().ifPresent(plan -> {
            plan.file().ifPresent(named::add);
            named.addAll(plan.forms());
        });
        for (JsonText file : named) {
            faults.add(
                    file.place(),
                    "The service reads no files.",
                    "Write the totals of one column into the job and let a method make the replicates; what needs a file is run by"
                            + " ./kap analyse or ./kap weight.");
        }
    }

    String name() {
        return job.name();
    }

    String round() {
        return request.round().value();
    }

    int rows() {
        return round.table().rows();
    }

    JobRun run() {
        return run;
    }

    /**
     * Runs the job.
     *
     * @param progress told before each step how many are done; what it throws ends the run
     * @return the bytes of each file by its name, in order
     */
    Map<String, byte[]> files(IntConsumer progress, Timing timing) {
        JobResult result = run.result(progress);
        timing.lap("estimate");
        RunJson.Input hashed = new RunJson.Input(FILE, JobText.hash(text, job, round));
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<RunJson.Input> read = new ArrayList<>(round.inputs(job));
        read.addAll(kap(job, round).files());
        JobFiles.of(result, version(), hashed, read)
                .forEach((name, content) -> files.put(name, content.getBytes(StandardCharsets.UTF_8)));
        timing.lap("write");
        files.put("timing.json", timing.json().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static String version() {
        try {
            return AnalyseRun.version();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
