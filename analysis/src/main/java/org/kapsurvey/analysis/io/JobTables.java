package org.kapsurvey.analysis.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;

/** The CSV files that a job names. Not thread-safe. */
final class JobTables {
    private final JobFile file;
    private final Faults faults;
    private final List<CsvTable.Source> attached = new ArrayList<>();

    JobTables(JobFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The files of the data. */
    List<CsvTable.Source> sources() {
        AnalysisJob.Data data = file.job().data();
        List<CsvTable.Source> sources = new ArrayList<>();
        for (int i = 0; i < data.files().size(); i++) {
            JsonText name = data.files().get(i);
            String wave = data.waves().isEmpty() ? "" : data.waves().get(i);
            file.resolve(name, faults).ifPresent(found -> sources.add(new CsvTable.Source(found, name.value(), wave)));
        }
        return sources;
    }

    Optional<Table> data(List<CsvTable.Source> sources) {
        AnalysisJob.Data data = file.job().data();
        CsvOptions options = new CsvOptions(
                data.missing(),
                data.text().stream().map(JsonText::value).collect(Collectors.toSet()),
                data.numeric().stream().map(JsonText::value).collect(Collectors.toSet()));
        return CsvTable.read(sources, options, faults);
    }

    /** The files of totals and the like, by the name that the job gives them. */
    Map<String, Table> attachments() {
        Map<String, Table> tables = new HashMap<>();
        for (JsonText name : file.job().attachments()) {
            file.resolve(name, faults).ifPresent(found -> {
                CsvTable.Source source = new CsvTable.Source(found, name.value(), "");
                attached.add(source);
                CsvTable.read(List.of(source), new CsvOptions(Set.of(), Set.of(), Set.of()), faults)
                        .ifPresent(table -> tables.put(name.value(), table));
            });
        }
        return tables;
    }

    /** The files that {@link #attachments} has read. */
    List<CsvTable.Source> attached() {
        return attached;
    }
}
