package org.kapsurvey.questionnaire.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kapsurvey.questionnaire.definition.Blocks;

/**
 * The blocks of a folder: version 1 of the block {@code background} is its file {@code background/v1.json}.
 *
 * @param folder may be absent, and then holds no block
 */
public record BlockFolder(Path folder) implements Blocks {
    @Override
    public Optional<Source> find(String name, String version) {
        Path file = folder.resolve(name).resolve("v" + version + ".json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Source(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
