package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.frame.CellTable;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.frame.Findings;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.frame.FrameFinding;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.analysis.institution.InstitutionFiles;
import org.kapsurvey.analysis.institution.InstitutionJob;
import org.kapsurvey.analysis.institution.InstitutionResult;
import org.kapsurvey.analysis.institution.Register;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads a register of institutions and their returns, and writes what they tell into a {@link ResultFolder}. */
public final class InstitutionRun {
    private final Path path;
    private final String name;
    private final Faults faults = new Faults();
    private final List<RunJson.Input> read = new ArrayList<>();

    /**
     * What came of a job.
     *
     * @param read the names of the files that it names, as it names them
     * @param files that tell what came of it, by name
     */
    public record Told(InstitutionResult result, List<String> read, Map<String, String> files) {
        public Told {
            read = List.copyOf(read);
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }
    }

    private InstitutionRun(Path path, String name) {
        this.path = path;
        this.name = name;
    }

    /**
     * Reads and counts, and writes nothing.
     *
     * @param name of the job in faults
     * @throws FaultsException with every fault of the job and the files that it names
     * @throws IOException if the program can't tell its own version
     */
    public static Told tell(Path job, String name) throws IOException {
        return new InstitutionRun(job, name).tell();
    }

    /**
     * Reads, counts and writes.
     *
     * @param out a folder that does not exist or is empty
     * @throws FaultsException with every fault of the job, the files that it names, and the folder
     * @throws IOException if the results can't be written
     */
    public static InstitutionResult run(Path job, Path out) throws IOException {
        return new InstitutionRun(job, job.toString()).run(out);
    }

    private InstitutionResult run(Path out) throws IOException {
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        Told told = tell();
        folder.write(partial -> {
            for (Map.Entry<String, String> file : told.files().entrySet()) {
                Files.writeString(partial.resolve(file.getKey()), file.getValue());
            }
        });
        return told.result();
    }

    private Told tell() throws IOException {
        byte[] bytes = bytes(path, Place.ofFile(name)).orElse(new byte[0]);
        String text = text(bytes);
        Optional<InstitutionJob> parsed =
                faults.isEmpty() ? InstitutionJob.parse(name, text, faults) : Optional.empty();
        FaultCap.throwIfAny(faults);
        InstitutionResult result = result(parsed.orElseThrow());
        RunJson.Input job = new RunJson.Input(String.valueOf(path.getFileName()), ContentHash.of(bytes));
        return new Told(
                result,
                read.stream().map(RunJson.Input::name).toList(),
                InstitutionFiles.of(result, AnalyseRun.version(), job, read));
    }

    private InstitutionResult result(InstitutionJob job) {
        Optional<CellTable> units = table(job.register());
        Optional<Frame> frame = job.frame().flatMap(file -> frame(file, job.date()));
        Optional<CellTable> drawn =
                job.sample().flatMap(InstitutionJob.Sample::file).flatMap(this::table);
        List<CellTable> returned = job.returns().stream()
                .map(this::table)
                .flatMap(Optional::stream)
                .toList();
        boolean allRead = faults.isEmpty();
        Optional<Register> register = units.flatMap(table -> Register.read(
                table,
                List.copyOf(job.kinds().keySet()),
                job.sample().flatMap(InstitutionJob.Sample::column).map(JsonText::value),
                faults));
        if (!allRead || register.isEmpty()) {
            FaultCap.throwIfAny(faults);
        }
        Optional<InstitutionResult> result =
                InstitutionResult.of(job, register.orElseThrow(), frame, drawn, returned, faults);
        FaultCap.throwIfAny(faults);
        return result.orElseThrow();
    }

    private Optional<CellTable> table(JsonText file) {
        Optional<byte[]> bytes = resolved(file).flatMap(found -> bytes(found, file.place()));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        read.add(new RunJson.Input(file.value(), ContentHash.of(bytes.get())));
        Findings findings = new Findings();
        Optional<CellTable> table = CsvCells.read(file.value(), bytes.get(), 1, findings);
        for (Finding finding : findings.faults()) {
            if (finding.kind().filter(FrameFinding.NO_HEADER::equals).isPresent()) {
                faults.add(
                        new Place(file.value(), 1, 1),
                        "The first row must be the header, but is blank or absent.",
                        "Write the columns' names there.");
            } else {
                faults.addAll(List.of(finding.english()));
            }
        }
        return table;
    }

    /** The frame of the day: of a mapping in JSON, or a CSV in the canonical form, which is taken to be of that day. */
    private Optional<Frame> frame(JsonText named, LocalDate date) {
        Optional<Path> resolved = resolved(named);
        Optional<byte[]> bytes = resolved.flatMap(found -> bytes(found, named.place()));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        read.add(new RunJson.Input(named.value(), ContentHash.of(bytes.get())));
        try {
            if (named.value().endsWith(".json")) {
                return Optional.of(FrameFiles.read(resolved.get()).orThrow().asOf(date));
            }
            int before = faults.size();
            var areas = SampleTables.areas(List.of(new CsvTable.Source(resolved.get(), named.value())), faults);
            return faults.size() > before
                    ? Optional.empty()
                    : Optional.of(Frame.of(named.value(), date, areas.keySet()));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
        } catch (DesignException e) {
            e.findings()
                    .forEach(finding -> faults.add(
                            named.place(), finding, "Correct the frame \"" + named.value() + "\", or the date."));
        }
        return Optional.empty();
    }

    private Optional<Path> resolved(JsonText file) {
        try {
            return Optional.of(path.toAbsolutePath().resolveSibling(file.value()));
        } catch (InvalidPathException e) {
            faults.add(file.place(), "\"" + file.value() + "\" is no path.", "Give a path from the job's folder.");
            return Optional.empty();
        }
    }

    private Optional<byte[]> bytes(Path file, Place place) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            faults.add(place, "The file is not there.", "Check its path; the job names files from its own folder.");
        } catch (IOException e) {
            faults.add(place, "The file can't be read.", "Check that it is a file that you may read.");
        }
        return Optional.empty();
    }

    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.addAll(List.of(new Fault(Place.ofFile(name), "The job is not UTF-8.", "Save it as UTF-8.")));
            return "";
        }
    }
}
