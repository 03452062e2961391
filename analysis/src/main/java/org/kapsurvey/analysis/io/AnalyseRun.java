package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.JobFiles;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.analysis.job.JobRun;
import org.kapsurvey.analysis.job.JobText;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Runs a job file in memory and writes what it gives into a {@link ResultFolder}. */
public final class AnalyseRun {
    private final Path path;
    private final Path out;
    private final StoredRounds rounds;
    private final Consumer<String> progress;
    private final Faults faults = new Faults();
    private final Timing timing = new Timing();

    private AnalyseRun(Path path, Path out, StoredRounds rounds, Consumer<String> progress) {
        this.path = path;
        this.out = out;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Runs a job on files. */
    public static JobResult run(Path job, Path out, Consumer<String> progress) throws IOException {
        return run(job, out, StoredRounds.none(), progress);
    }

    /**
     * Runs the job.
     *
     * @param out a folder that does not exist or is empty
     * @param rounds asked only if the data of the job is a round
     * @param progress told what is being done, a few words at a time
     * @throws FaultsException with every fault of the job, the data and the folder
     * @throws IOException if the results can't be written
     */
    public static JobResult run(Path job, Path out, StoredRounds rounds, Consumer<String> progress) throws IOException {
        return new AnalyseRun(job, out, rounds, progress).run();
    }

    private JobResult run() throws IOException {
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        progress.accept("reading " + path);
        Optional<JobFile> job = JobFile.read(path, faults);
        Optional<JobInputs> inputs = job.map(named -> JobInputs.read(named, rounds, progress, faults));
        Optional<Table> table = inputs.flatMap(JobInputs::data);
        timing.lap("read");
        Optional<JobRun> bound = Optional.empty();
        if (job.isPresent() && table.isPresent()) {
            progress.accept("computing variables and the design");
            bound = JobRun.bind(
                    inputs.get().job(),
                    table.get(),
                    inputs.get().attachments(),
                    inputs.get().kap(),
                    faults);
        }
        timing.lap("weight");
        faults.throwIfAny();
        progress.accept("estimating");
        JobResult result = bound.orElseThrow().result();
        timing.lap("estimate");
        progress.accept("writing " + out);
        Optional<StoredRound> stored = inputs.orElseThrow().stored();
        String hash = stored.isPresent()
                ? JobText.hash(job.orElseThrow().text(), job.get().job(), stored.get())
                : job.orElseThrow().hash();
        RunJson.Input input = new RunJson.Input(String.valueOf(path.getFileName()), hash);
        folder.write(JobFiles.of(result, version(), input, inputs.get().hashes()), timing);
        return result;
    }

    /** The version of the project, which the build writes into a resource. */
    public static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream resource = AnalyseRun.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(resource, "version.properties"));
        }
        return properties.getProperty("version");
    }
}
