package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.JobFiles;
import org.kapsurvey.analysis.job.JobResult;
import org.kapsurvey.analysis.job.JobRun;
import org.kapsurvey.analysis.job.JobText;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Runs a job file and writes what it gives into a folder. The files are made in a folder beside it, which takes its place
 * only when all of them are whole; after a fault nothing is left behind.
 */
public final class AnalyseRun {
    private final Path job;
    private final Path out;
    private final StoredRounds rounds;
    private final Consumer<String> progress;
    private final Faults faults = new Faults();
    private final List<CsvTable.Source> attached = new ArrayList<>();
    private final Timing timing = new Timing();

    private AnalyseRun(Path job, Path out, StoredRounds rounds, Consumer<String> progress) {
        this.job = job;
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
        return new AnalyseRun(job, out.toAbsolutePath().normalize(), rounds, progress).run();
    }

    private JobResult run() throws IOException {
        checkOut();
        progress.accept("reading " + job);
        byte @Nullable [] text = jobText();
        Optional<AnalysisJob> parsed = text == null
                ? Optional.empty()
                : AnalysisJob.parse(job.toString(), new String(text, StandardCharsets.UTF_8), faults);
        List<CsvTable.Source> sources = parsed.map(this::sources).orElseGet(ArrayList::new);
        Optional<RoundRequest> request = parsed.flatMap(known -> known.data().round());
        Optional<StoredRound> stored = Optional.empty();
        Optional<Table> table = Optional.empty();
        if (request.isPresent()) {
            progress.accept("reading round " + request.get().round().value());
            stored = rounds.read(request.get(), faults);
            table = stored.map(StoredRound::table);
        } else if (!sources.isEmpty()) {
            progress.accept(
                    "reading " + sources.stream().map(CsvTable.Source::name).collect(Collectors.joining(", ")));
            table = CsvTable.read(sources, options(parsed.orElseThrow().data()), faults);
        }
        Map<String, Table> attachments = parsed.map(this::attachments).orElse(Map.of());
        timing.lap("read");
        Optional<JobRun> bound = Optional.empty();
        if (parsed.isPresent() && table.isPresent()) {
            progress.accept("computing variables and the design");
            bound = JobRun.bind(parsed.get(), table.get(), attachments, faults);
        }
        timing.lap("weight");
        faults.throwIfAny();
        progress.accept("estimating");
        JobResult result = bound.orElseThrow().result();
        timing.lap("estimate");
        progress.accept("writing " + out);
        byte[] bytes = text == null ? new byte[0] : text;
        String hash = stored.map(
                        round -> JobText.hash(new String(bytes, StandardCharsets.UTF_8), request.orElseThrow(), round))
                .orElseGet(() -> JobText.hash(bytes));
        RunJson.Input input = new RunJson.Input(String.valueOf(job.getFileName()), hash);
        List<RunJson.Input> data = new ArrayList<>();
        stored.ifPresent(round -> data.add(new RunJson.Input(round.file(), round.sha256())));
        sources.addAll(attached);
        for (CsvTable.Source source : sources) {
            data.add(new RunJson.Input(source.name(), sha256(source.path())));
        }
        write(JobFiles.of(result, version(), input, data));
        return result;
    }

    private void checkOut() throws IOException {
        Place place = Place.ofFile(out.toString());
        if (Files.isDirectory(out)) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(out)) {
                if (content.iterator().hasNext()) {
                    faults.add(place, "The output folder is not empty.", "Name a new or an empty folder.");
                }
            }
        } else if (Files.exists(out)) {
            faults.add(place, "The output folder is a file.", "Name a new or an empty folder.");
        }
    }

    private byte @Nullable [] jobText() {
        Place place = Place.ofFile(job.toString());
        try {
            byte[] bytes = Files.readAllBytes(job);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes;
        } catch (NoSuchFileException e) {
            faults.add(place, "The job is not there.", "Give the path of a job file.");
        } catch (CharacterCodingException e) {
            faults.add(place, "The job is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            faults.add(place, "The job can't be read.", "Check that it is a file that you may read.");
        }
        return null;
    }

    private List<CsvTable.Source> sources(AnalysisJob parsed) {
        List<CsvTable.Source> sources = new ArrayList<>();
        List<String> waves = parsed.data().waves();
        for (int i = 0; i < parsed.data().files().size(); i++) {
            JsonText file = parsed.data().files().get(i);
            try {
                Path path = job.toAbsolutePath().resolveSibling(file.value());
                sources.add(new CsvTable.Source(path, file.value(), waves.isEmpty() ? "" : waves.get(i)));
            } catch (InvalidPathException e) {
                faults.add(file.place(), "\"" + file.value() + "\" is no path.", "Give a path from the job's folder.");
            }
        }
        return sources;
    }

    /** The files of totals and the like, by the name that the job gives them. */
    private Map<String, Table> attachments(AnalysisJob parsed) {
        Map<String, Table> tables = new HashMap<>();
        for (JsonText file : parsed.attachments()) {
            try {
                Path path = job.toAbsolutePath().resolveSibling(file.value());
                CsvTable.Source source = new CsvTable.Source(path, file.value(), "");
                attached.add(source);
                CsvTable.read(List.of(source), new CsvOptions(Set.of(), Set.of(), Set.of()), faults)
                        .ifPresent(table -> tables.put(file.value(), table));
            } catch (InvalidPathException e) {
                faults.add(file.place(), "\"" + file.value() + "\" is no path.", "Give a path from the job's folder.");
            }
        }
        return tables;
    }

    private static CsvOptions options(AnalysisJob.Data data) {
        return new CsvOptions(
                data.missing(),
                data.text().stream().map(JsonText::value).collect(Collectors.toSet()),
                data.numeric().stream().map(JsonText::value).collect(Collectors.toSet()));
    }

    private void write(Map<String, String> files) throws IOException {
        Path parent = out.getParent();
        if (parent == null) {
            throw new FaultsException(List.of(
                    new Fault(Place.ofFile(out.toString()), "The output folder is the root.", "Name a new folder.")));
        }
        Path partial = null;
        try {
            Files.createDirectories(parent);
            partial = Files.createDirectory(parent.resolve("." + out.getFileName() + "-" + UUID.randomUUID()));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(partial.resolve(file.getKey()), file.getValue());
            }
            timing.lap("write");
            Files.writeString(partial.resolve("timing.json"), timing.json());
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
            partial = null;
        } catch (AccessDeniedException e) {
            faults.add(Place.ofFile(out.toString()), "The output folder can't be written.", "Name another folder.");
        } catch (FileSystemException e) {
            faults.add(
                    Place.ofFile(out.toString()),
                    "The output folder can't be written" + (e.getReason() == null ? "" : ": " + e.getReason()) + ".",
                    "Name another folder, or make room.");
        } finally {
            if (partial != null) {
                remove(partial);
            }
        }
        faults.throwIfAny();
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
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
