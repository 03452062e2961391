package org.kapsurvey.api.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** The one file that a command writes; never one that was there before. */
record OutputFile(Path path) {
    /** The file asked for; without one the input's name with another ending, in the folder where the command runs. */
    static OutputFile of(@Nullable Path asked, Path input, String ending) {
        String name = String.valueOf(input.getFileName());
        int point = name.lastIndexOf('.');
        return new OutputFile(asked == null ? Path.of((point > 0 ? name.substring(0, point) : name) + ending) : asked);
    }

    void write(byte[] bytes) throws IOException {
        try {
            Files.write(path, bytes, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            Faults faults = new Faults();
            faults.add(Place.ofFile(path.toString()), "The file is there already.", "Name another with --out.");
            faults.throwIfAny();
        }
    }
}
