package org.kapsurvey.analysis.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.io.JobFile;
import org.kapsurvey.analysis.io.ResultFolder;
import org.kapsurvey.analysis.io.Timing;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.JobColumns;
import org.kapsurvey.analysis.job.JobFiles;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.analysis.job.JobRun;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.TestBlock;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Runs a job on Spark in three passes over the data: types of the columns, combinations that occur, totals. Everything else is
 * the analysis's own, on the driver.
 */
public final class SparkRun {
    private final SparkSession spark;
    private final Consumer<String> progress;
    private final Faults faults = new Faults();
    private final Timing timing = new Timing();

    private SparkRun(SparkSession spark, Consumer<String> progress) {
        this.spark = spark;
        this.progress = progress;
    }

    /**
     * Runs the job.
     *
     * @param out a folder on this machine that does not exist or is empty
     * @param progress told what is being done, a few words at a time
     * @throws FaultsException with every fault of the job, the data and the folder
     * @throws IOException if the results can't be written
     */
    public static JobResult run(SparkSession spark, Path path, Path out, Consumer<String> progress) throws IOException {
        return new SparkRun(spark, progress).run(path, out);
    }

    private JobResult run(Path path, Path out) throws IOException {
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        Optional<JobFile> read = JobFile.read(path, faults);
        read.ifPresent(file -> Refusals.of(file.job(), faults));
        faults.throwIfAny();
        JobFile file = read.orElseThrow();
        AnalysisJob job = file.job();
        progress.accept("reading the columns");
        DataFiles files = new DataFiles(spark.sparkContext().hadoopConfiguration(), faults);
        List<DataFiles.Input> inputs = files.inputs(file);
        faults.throwIfAny();
        Optional<SparkData> known = SparkData.of(spark, inputs, files, faults);
        faults.throwIfAny();
        SparkData data = known.orElseThrow();
        Profile profile = Profile.of(data, job.data(), faults);
        faults.throwIfAny();
        timing.lap("read");
        progress.accept("looking for the PSUs and groups");
        Ready ready = bind(file, data, profile);
        timing.lap("weight");
        faults.throwIfAny();
        progress.accept("summing");
        SparkTotals totals = new SparkTotals(
                data.rows(ready.rows().names()),
                ready.rows(),
                ready.run().categories(),
                ready.units(),
                ready.design().psus().units());
        totals.prepare(ready.run().asked());
        JobResult result = ready.run().result(totals, profile, ready.zeroWeights(), done -> {});
        timing.lap("estimate");
        progress.accept("writing " + out);
        RunJson.Input input = new RunJson.Input(String.valueOf(path.getFileName()), file.hash());
        folder.write(JobFiles.of(result, AnalyseRun.version(), input, Hashes.of(spark, inputs)), timing);
        return result;
    }

    /** A job bound to its data. */
    private record Ready(JobRun run, JobRows rows, SurveyDesign design, Units units, long zeroWeights) {}

    private Ready bind(JobFile file, SparkData data, Profile profile) {
        AnalysisJob job = file.job();
        List<String> names = data.names();
        boolean[] numeric = new boolean[names.size()];
        Map<String, String> examples = new HashMap<>();
        for (int i = 0; i < numeric.length; i++) {
            numeric[i] = profile.isNumeric(i);
            String example = profile.example(i);
            if (!numeric[i] && example != null) {
                examples.put(names.get(i), example);
            }
        }
        JobColumns types = JobRows.types(job, names, numeric, faults);
        JobRows rows = used(file, names, numeric);
        Table columns = types.table();
        Optional<DesignColumns> designColumns = DesignColumns.of(job, columns);
        Occurring occurring =
                Occurring.in(data.rows(rows.names()), rows, Question.of(job, columns), designColumns, faults);
        faults.throwIfAny();
        List<Occurring.DesignKey> keys = occurring.designKeys();
        List<SurveyDesign> design = new ArrayList<>();
        Optional<JobRun> run = JobRun.bind(
                job,
                occurring.rows(types, examples),
                () -> {
                    Table table = designColumns
                            .orElseThrow()
                            .table(
                                    keys.stream()
                                            .map(Occurring.DesignKey::values)
                                            .toList(),
                                    columns);
                    long[] interviews =
                            keys.stream().mapToLong(Occurring.DesignKey::rows).toArray();
                    design.add(job.design()
                            .builder(table, job.data())
                            .interviews(interviews)
                            .build());
                    return design.get(0);
                },
                faults);
        faults.throwIfAny();
        long zeroWeights = 0;
        for (Occurring.DesignKey key : keys) {
            boolean zero = job.design().weights() != null
                    && "0".equals(key.values().get(key.values().size() - 1));
            zeroWeights += zero ? key.rows() : 0;
        }
        Units units = new Units(designColumns.orElseThrow(), keys, design.get(0));
        return new Ready(run.orElseThrow(), rows, design.get(0), units, zeroWeights);
    }

    /** The columns that the job names anywhere, and those with the reasons for a missing value. */
    private static JobRows used(JobFile file, List<String> names, boolean[] numeric) {
        Set<String> named = named(file.job());
        List<String> used = new ArrayList<>();
        List<Boolean> types = new ArrayList<>();
        for (int i = 0; i < numeric.length; i++) {
            String name = names.get(i);
            String question = name.endsWith("_missing") ? name.substring(0, name.length() - "_missing".length()) : name;
            if (named.contains(name) || named.contains(question)) {
                used.add(name);
                types.add(numeric[i]);
            }
        }
        boolean[] ofUsed = new boolean[used.size()];
        for (int i = 0; i < ofUsed.length; i++) {
            ofUsed[i] = types.get(i);
        }
        return new JobRows(
                file.text(), used, ofUsed, new Cells(file.job().data().missing()));
    }

    private static Set<String> named(AnalysisJob job) {
        Set<String> named = new HashSet<>(Set.of(AnalysisJob.Data.WAVE));
        List<JsonText> texts = new ArrayList<>(job.design().clusters());
        texts.addAll(job.design().strata());
        texts.addAll(job.design().fpc());
        Optional.ofNullable(job.design().weights()).ifPresent(texts::add);
        List<Optional<Expression>> expressions = new ArrayList<>(List.of(job.domain()));
        job.variables().forEach(variable -> expressions.add(variable.value()));
        for (AnalysisJob.Block block : job.estimates()) {
            texts.addAll(block.variables());
            block.by().forEach(texts::addAll);
            expressions.add(block.where());
        }
        for (TestBlock test : job.tests()) {
            texts.add(test.first());
            texts.add(test.second());
            expressions.add(test.where());
        }
        texts.forEach(text -> named.add(text.value()));
        for (Optional<Expression> expression : expressions) {
            expression.ifPresent(tree -> Expression.references(tree).forEach(reference -> named.add(reference.name())));
        }
        return named;
    }
}
