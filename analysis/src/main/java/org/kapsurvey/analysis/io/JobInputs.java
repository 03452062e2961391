package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;

/** What a job names, read: the rows of its data, from files or a stored round, and further files. */
final class JobInputs {
    private final JobFile file;
    private final Faults faults;
    private final List<CsvTable.Source> files = new ArrayList<>();
    private final Map<String, Table> attachments = new HashMap<>();
    private Optional<StoredRound> stored = Optional.empty();
    private Optional<Table> data = Optional.empty();

    private JobInputs(JobFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * Reads everything that the job names, going on after each fault.
     *
     * @param rounds asked only if the data is a round
     * @param progress told what is being read
     */
    static JobInputs read(JobFile file, StoredRounds rounds, Consumer<String> progress, Faults faults) {
        JobInputs inputs = new JobInputs(file, faults);
        inputs.readData(rounds, progress);
        inputs.readAttachments();
        return inputs;
    }

    private void readData(StoredRounds rounds, Consumer<String> progress) {
        List<CsvTable.Source> sources = sources();
        Optional<RoundRequest> request = file.job().data().round();
        if (request.isPresent()) {
            progress.accept("reading round " + request.get().round().value());
            stored = rounds.read(request.get(), faults);
            data = stored.map(StoredRound::table);
        } else if (!sources.isEmpty()) {
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
        CsvOptions options = new CsvOptions(
                wanted.missing(),
                wanted.text().stream().map(JsonText::value).collect(Collectors.toSet()),
                wanted.numeric().stream().map(JsonText::value).collect(Collectors.toSet()));
        return CsvTable.read(sources, options, faults);
    }

    private void readAttachments() {
        for (JsonText name : file.job().attachments()) {
            file.resolve(name, faults).ifPresent(found -> {
                CsvTable.Source source = new CsvTable.Source(found, name.value(), "");
                files.add(source);
                CsvTable.read(List.of(source), new CsvOptions(Set.of(), Set.of(), Set.of()), faults)
                        .ifPresent(table -> attachments.put(name.value(), table));
            });
        }
    }

    /** The round that the data is; empty for files, and if it could not be had. */
    Optional<StoredRound> stored() {
        return stored;
    }

    /** The rows of the data; empty, and faults, if they could not be had. */
    Optional<Table> data() {
        return data;
    }

    /** The files of totals and the like, by the name that the job gives them. */
    Map<String, Table> attachments() {
        return attachments;
    }

    /** Everything that was read, with its SHA-256: the round or the files of the data, then the further files. */
    List<RunJson.Input> hashes() throws IOException {
        List<RunJson.Input> hashes = new ArrayList<>();
        stored.ifPresent(round -> hashes.add(new RunJson.Input(round.file(), round.sha256())));
        for (CsvTable.Source source : files) {
            hashes.add(new RunJson.Input(source.name(), Sha256.of(source.path())));
        }
        return hashes;
    }
}
