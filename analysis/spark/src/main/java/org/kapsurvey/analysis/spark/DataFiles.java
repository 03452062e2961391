package org.kapsurvey.analysis.spark;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.kapsurvey.analysis.io.JobFile;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * The files that a job names, wherever Spark can read: files or folders, of CSV (also {@code .gz}) or of Parquet. Names that
 * begin with {@code _} or {@code .} are Spark's own and passed over.
 */
final class DataFiles {
    private final Configuration configuration;
    private final Faults faults;

    DataFiles(Configuration configuration, Faults faults) {
        this.configuration = configuration;
        this.faults = faults;
    }

    /**
     * What a job names as one file.
     *
     * @param root a CSV file, or the file or folder of Parquet
     * @param files with the names that faults and {@code run.json} carry
     * @param wave empty without waves
     */
    record Input(String root, List<File> files, boolean parquet, String wave) {}

    record File(String path, String name) {}

    /** The inputs in the order of the job; faults where one is not there. */
    List<Input> inputs(JobFile file) {
        AnalysisJob.Data data = file.job().data();
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < data.files().size(); i++) {
            JsonText name = data.files().get(i);
            String wave = data.waves().isEmpty() ? "" : data.waves().get(i);
            try {
                Optional<Path> path = path(file, name);
                if (path.isPresent()) {
                    add(path.get(), name, wave, inputs);
                }
            } catch (IOException | IllegalArgumentException e) {
                faults.add(
                        name.place(),
                        "\"" + name.value() + "\" can't be read.",
                        "Check that it is there and that you may read it.");
            }
        }
        if (inputs.stream().map(Input::parquet).distinct().count() > 1) {
            faults.add(
                    data.files().get(0).place(),
                    "The data is partly CSV and partly Parquet.",
                    "Name files of one format.");
        }
        return inputs;
    }

    private Optional<Path> path(JobFile file, JsonText name) {
        return name.value().contains("://")
                ? Optional.of(new Path(name.value()))
                : file.resolve(name, faults).map(path -> new Path(path.toUri()));
    }

    private void add(Path path, JsonText name, String wave, List<Input> inputs) throws IOException {
        FileSystem system = path.getFileSystem(configuration);
        if (!system.exists(path)) {
            faults.add(name.place(), "\"" + name.value() + "\" is not there.", "Give its path from the job's folder.");
            return;
        }
        FileStatus status = system.getFileStatus(path);
        List<File> files = status.isDirectory()
                ? within(system, status.getPath(), name.value())
                : List.of(new File(status.getPath().toString(), name.value()));
        if (!files.isEmpty() && files.stream().allMatch(file -> file.path().endsWith(".parquet"))) {
            inputs.add(new Input(status.getPath().toString(), files, true, wave));
            return;
        }
        List<File> csv = files.stream()
                .filter(file -> isCsv(file.path()) || !status.isDirectory())
                .toList();
        if (csv.isEmpty() || csv.size() < files.size()) {
            faults.add(
                    name.place(),
                    "\"" + name.value() + "\" holds "
                            + (files.isEmpty() ? "no file." : "files that are neither all .csv nor all .parquet."),
                    "Name a folder of CSV files, or one of Parquet files.");
            return;
        }
        csv.forEach(file -> inputs.add(new Input(file.path(), List.of(file), false, wave)));
    }

    private static boolean isCsv(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
    }

    private static List<File> within(FileSystem system, Path folder, String name) throws IOException {
        List<File> files = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> found = system.listFiles(folder, true);
        while (found.hasNext()) {
            String path = found.next().getPath().toString();
            String relative = path.substring(folder.toString().length() + 1);
            if (Arrays.stream(relative.split("/")).noneMatch(part -> part.startsWith("_") || part.startsWith("."))) {
                files.add(new File(path, name + "/" + relative));
            }
        }
        files.sort(Comparator.comparing(File::path));
        return files;
    }

    /** The header of the CSV files, which must be the same in all; empty, and faults, if it is not. */
    List<String> header(List<Input> inputs) {
        List<String> first = List.of();
        for (Input input : inputs) {
            File file = input.files().get(0);
            List<String> names = header(file);
            if (names.isEmpty()) {
                faults.add(
                        Place.ofFile(file.name()),
                        "The file has no header that can be read.",
                        "Its first line must name the columns, in UTF-8.");
            } else if (first.isEmpty()) {
                first = names;
                check(file, names);
            } else if (!names.equals(first)) {
                faults.add(
                        new Place(file.name(), 1, 1),
                        "The header differs from that of the first file.",
                        "Stacked files need the same columns in the same order: " + String.join(",", first) + ".");
            }
        }
        return first;
    }

    private List<String> header(File file) {
        Path path = new Path(file.path());
        try (InputStream bytes = path.getFileSystem(configuration).open(path);
                InputStream plain = file.path().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
                CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(text)) {
            for (CsvRecord record : records) {
                List<String> names = new ArrayList<>(record.getFields());
                if (names.get(0).startsWith("\uFEFF")) {
                    names.set(0, names.get(0).substring(1));
                }
                return names;
            }
        } catch (IOException | CsvParseException e) {
            return List.of();
        }
        return List.of();
    }

    private void check(File file, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                faults.add(
                        new Place(file.name(), 1, 1),
                        "A column has no name.",
                        "Give every column of the header a name.");
            } else if (!seen.add(name)) {
                faults.add(
                        new Place(file.name(), 1, 1),
                        "The column \"" + name + "\" stands twice in the header.",
                        "Give each column a name of its own.");
            }
        }
    }
}
