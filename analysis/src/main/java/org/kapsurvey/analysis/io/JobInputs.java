package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.FormTexts;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.Attachments;
import org.kapsurvey.analysis.job.KapInputs;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.analysis.replicates.RowFactors;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;

/** What a job names, read: the rows of its data, from files or a stored round, and further files. */
final class JobInputs {
    private final JobFile file;
    private final Faults faults;
    private final List<CsvTable.Source> files = new ArrayList<>();
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, RowFactors> factors = new HashMap<>();
    private AnalysisJob job;
    private Optional<StoredRound> stored = Optional.empty();
    private KapInputs kap = KapInputs.NONE;
    private Optional<Table> data = Optional.empty();

    private JobInputs(JobFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.job = file.job();
    }

    /**
     * Reads everything that the job names, going on after each fault.
     *
     * @param rounds asked only if the data is a round
     * @param progress told what is being read
     */
    static JobInputs read(JobFile file, StoredRounds rounds, Consumer<String> progress, Faults faults) {
        JobInputs inputs = new JobInputs(file, faults);
        file.job().data().round().ifPresent(request -> inputs.readRound(request, rounds, progress));
        if (file.job().wantsKap()) {
            inputs.kap = KapFiles.read(file, inputs.stored, faults);
        }
        inputs.readFiles(progress);
        inputs.readAttachments();
        return inputs;
    }

    private void readRound(RoundRequest request, StoredRounds rounds, Consumer<String> progress) {
        progress.accept("reading round " + request.round().value());
        stored = rounds.read(request, faults);
        data = stored.map(StoredRound::table);
        job = stored.map(round -> round.completed(file.job(), faults)).orElse(job);
    }

    private void readFiles(Consumer<String> progress) {
        List<CsvTable.Source> sources = sources();
        if (file.job().data().round().isEmpty() && !sources.isEmpty()) {
            progress.accept(
                    "reading " + sources.stream().map(CsvTable.Source::name).collect(Collectors.joining(", ")));
            data = table(sources);
        }
        files.addAll(sources);
    }

    private List<CsvTable.Source> sources() {
        AnalysisJob.Data wanted = file.job().data();
        List<CsvTable.Source> sources = new ArrayList<>();
        for (int i = 0; i < wanted.files().size(); i++) {
            JsonText name = wanted.files().get(i);
            String wave = wanted.waves().isEmpty() ? "" : wanted.waves().get(i);
            file.resolve(name, faults).ifPresent(found -> sources.add(new CsvTable.Source(found, name.value(), wave)));
        }
        return sources;
    }

    private Optional<Table> table(List<CsvTable.Source> sources) {
        AnalysisJob.Data wanted = file.job().data();
        Set<String> text = FormTexts.of(kap.forms());
        Set<String> numeric = wanted.numeric().stream().map(JsonText::value).collect(Collectors.toSet());
        text.removeAll(numeric);
        wanted.text().forEach(column -> text.add(column.value()));
        CsvOptions options = new CsvOptions(wanted.missing(), text, numeric);
        return CsvTable.read(sources, options, faults);
    }

    private void readAttachments() {
        for (JsonText name : file.job().attachments()) {
            file.resolve(name, faults).ifPresent(found -> {
                CsvTable.Source source = new CsvTable.Source(found, name.value(), "");
                files.add(source);
                if (name.value().endsWith(Attachments.FACTORS)) {
                    data.ifPresent(table -> readFactors(source, name, table.rows()));
                } else {
                    CsvTable.read(List.of(source), new CsvOptions(Set.of(), Set.of(), Set.of()), faults)
                            .ifPresent(table -> tables.put(name.value(), table));
                }
            });
        }
    }

    private void readFactors(CsvTable.Source source, JsonText name, int rows) {
        try {
            factors.put(name.value(), ReplicateFile.read(source.path(), rows));
        } catch (NoSuchFileException e) {
            faults.add(name.place(), "\"" + name.value() + "\" is not there.", "Check the path from the job's folder.");
        } catch (IOException e) {
            faults.add(
                    name.place(),
                    "\"" + name.value() + "\" can't be read.",
                    "Check that it is a file that you may read.");
        } catch (IllegalArgumentException e) {
            faults.add(
                    name.place(),
                    "\"" + name.value() + "\" does not hold replicates of " + rows + " rows: " + e.getMessage() + ".",
                    "A replicate takes 4 bytes for each row of the data, those of weight 0 too.");
        }
    }

    /** The job; on a round with the replicates of the round's weights, where it takes them. */
    AnalysisJob job() {
        return job;
    }

    /** The round that the data is; empty for files, and if it could not be had. */
    Optional<StoredRound> stored() {
        return stored;
    }

    /** The rows of the data; empty, and faults, if they could not be had. */
    Optional<Table> data() {
        return data;
    }

    /** The files of totals and the like, and what a round brings with it. */
    Attachments attachments() {
        stored.map(StoredRound::attachments).ifPresent(brought -> {
            brought.tables().forEach(tables::putIfAbsent);
            brought.factors().forEach(factors::putIfAbsent);
        });
        return new Attachments(tables, factors);
    }

    /** The plan and the forms of a job that needs them. */
    KapInputs kap() {
        return kap;
    }

    /** Everything that was read, with its SHA-256: the round or the files of the data, then the further files. */
    List<RunJson.Input> hashes() throws IOException {
        List<RunJson.Input> hashes = new ArrayList<>();
        List<RunJson.Input> ofRound =
                stored.map(round -> round.inputs(file.job())).orElse(List.of());
        hashes.addAll(ofRound.subList(0, Math.min(1, ofRound.size())));
        for (CsvTable.Source source : files) {
            hashes.add(new RunJson.Input(source.name(), Sha256.of(source.path())));
        }
        // The replicates of a round stand where those of its export do: behind the files of totals.
        hashes.addAll(ofRound.subList(Math.min(1, ofRound.size()), ofRound.size()));
        hashes.addAll(kap.files());
        return hashes;
    }
}
