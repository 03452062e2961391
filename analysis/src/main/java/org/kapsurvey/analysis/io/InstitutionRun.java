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
    private final Faults faults = new Faults();
    private final List<RunJson.Input> read = new ArrayList<>();

    private InstitutionRun(Path path) {
        this.path = path;
    }

    /**
     * Reads, counts and writes.
     *
     * @param out a folder that does not exist or is empty
     * @throws FaultsException with every fault of the job, the files that it names, and the folder
     * @throws IOException if the results can't be written
     */
    public static InstitutionResult run(Path job, Path out) throws IOException {
        return new InstitutionRun(job).run(out);
    }

    private InstitutionResult run(Path out) throws IOException {
        ResultFolder folder = new ResultFolder(out, faults);
        folder.check();
        byte[] bytes = bytes(path, Place.ofFile(path.toString())).orElse(new byte[0]);
        String text = text(bytes);
        Optional<InstitutionJob> parsed =
                faults.isEmpty() ? InstitutionJob.parse(path.toString(), text, faults) : Optional.empty();
        faults.throwIfAny();
        InstitutionResult result = result(parsed.orElseThrow());
        RunJson.Input job = new RunJson.Input(String.valueOf(path.getFileName()), ContentHash.of(bytes));
        Map<String, String> files = InstitutionFiles.of(result, AnalyseRun.version(), job, read);
        folder.write(partial -> {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(partial.resolve(file.getKey()), file.getValue());
            }
        });
        return result;
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
            faults.throwIfAny();
        }
        Optional<InstitutionResult> result =
                InstitutionResult.of(job, register.orElseThrow(), frame, drawn, returned, faults);
        faults.throwIfAny();
        return result.orElseThrow();
    }

    private Optional<CellTable> table(JsonText name) {
        Optional<byte[]> bytes = resolved(name).flatMap(file -> bytes(file, name.place()));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        read.add(new RunJson.Input(name.value(), ContentHash.of(bytes.get())));
        Findings findings = new Findings();
        Optional<CellTable> table = CsvCells.read(name.value(), bytes.get(), 1, findings);
        for (Finding finding : findings.faults()) {
            if (finding.kind().filter(FrameFinding.NO_HEADER::equals).isPresent()) {
                faults.add(
                        new Place(name.value(), 1, 1),
                        "The first row must be the header, but is blank or absent.",
                        "Write the columns' names there.");
            } else {
                faults.addAll(List.of(finding.english()));
            }
        }
        return table;
    }

    /** The frame of the day: of a mapping in JSON, or a CSV in the canonical form, which is taken to be of that day. */
    private Optional<Frame> frame(JsonText name, LocalDate date) {
        Optional<Path> file = resolved(name);
        Optional<byte[]> bytes = file.flatMap(found -> bytes(found, name.place()));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        read.add(new RunJson.Input(name.value(), ContentHash.of(bytes.get())));
        try {
            if (name.value().endsWith(".json")) {
                return Optional.of(FrameFiles.read(file.get()).orThrow().asOf(date));
            }
            int before = faults.size();
            var areas = SampleTables.areas(List.of(new CsvTable.Source(file.get(), name.value())), faults);
            return faults.size() > before
                    ? Optional.empty()
                    : Optional.of(Frame.of(name.value(), date, areas.keySet()));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
        } catch (DesignException e) {
            e.findings()
                    .forEach(finding -> faults.add(
                            name.place(), finding, "Correct the frame \"" + name.value() + "\", or the date."));
        }
        return Optional.empty();
    }

    private Optional<Path> resolved(JsonText name) {
        try {
            return Optional.of(path.toAbsolutePath().resolveSibling(name.value()));
        } catch (InvalidPathException e) {
            faults.add(name.place(), "\"" + name.value() + "\" is no path.", "Give a path from the job's folder.");
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
            faults.addAll(
                    List.of(new Fault(Place.ofFile(path.toString()), "The job is not UTF-8.", "Save it as UTF-8.")));
            return "";
        }
    }
}
