package org.kapsurvey.api.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.questionnaire.definition.Blocks;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;

/** A form, a block or a plan as it lies in a folder. */
final class InputFile {
    private final Path path;
    private final Blocks blocks;

    /** {@code blocks} are those that a form may name. */
    InputFile(Path path, Blocks blocks) {
        this.path = path;
        this.blocks = blocks;
    }

    /** The bytes of the file; a fault of the whole file where it can't be read. */
    byte[] bytes() {
        if (Files.isDirectory(path)) {
            throw fault("This is a folder, not a file.", "Name the files in it that are meant, such as FOLDER/*.json.");
        }
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw fault("There is no such file.", "Check the name.");
        } catch (IOException e) {
            throw fault("The file can't be read (" + e.getClass().getSimpleName() + ").", "Check its rights.");
        }
    }

    /** The same of a file that may have so many bytes. */
    byte[] bytes(long most) throws IOException {
        if (Files.isRegularFile(path) && Files.size(path) > most) {
            throw fault("The file is larger than " + (most >> 20) + " MB.", "Check that it is the right file.");
        }
        return bytes();
    }

    /** The name that faults carry. */
    String name() {
        return path.toString();
    }

    /** The form with the rows of its blocks. */
    Composition form() {
        return Composition.of(name(), text(), blocks);
    }

    /** The same of an earlier version, which today's gate doesn't judge. */
    Composition publishedForm() {
        return Composition.ofPublished(name(), text(), blocks);
    }

    /** The plan, checked against the forms; unchecked where there are none. */
    Plan plan(List<Questionnaire> forms) {
        return Plan.parse(name(), text(), forms);
    }

    /** What a file was found to be: a form, a plan, or with neither of the two a block. */
    record Checked(Optional<Composition> form, Optional<Plan> plan) {}

    /**
     * Reads the file as what it is, by its own keys; every fault found.
     *
     * @param forms what a plan is checked against
     */
    Checked check(Supplier<List<Questionnaire>> forms) {
        String text = text();
        Json json = JsonReader.read(name(), text);
        if (json instanceof JsonObject object && object.get("survey") != null) {
            if (object.get("block") != null) {
                Composition.checkBlock(name(), text);
            } else {
                return new Checked(Optional.of(form()), Optional.empty());
            }
        } else if (json instanceof JsonObject object && object.get("plan") != null) {
            return new Checked(Optional.empty(), Optional.of(plan(forms.get())));
        } else {
            Faults faults = new Faults();
            faults.add(
                    json.place(),
                    "This is neither a form (key \"survey\"), a block (keys \"block\" and \"survey\") nor a plan (key \"plan\").",
                    "Check that it is the right file.");
            faults.throwIfAny();
        }
        return new Checked(Optional.empty(), Optional.empty());
    }

    /** The text; a fault of the whole file where it is no UTF-8. */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault("The file is not UTF-8.", "Save it as UTF-8.");
        }
    }

    private FaultsException fault(String message, String remedy) {
        Faults faults = new Faults();
        faults.add(Place.ofFile(name()), message, remedy);
        return new FaultsException(faults.list());
    }
}
