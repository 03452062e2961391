package org.kapsurvey.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/** Where the tests find the project and the reference data beside it, which is no part of the project. */
public final class ProjectFiles {
    private ProjectFiles() {}

    /** The folder that holds {@code kap}. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("kap"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("No folder above this one holds the launcher kap");
            }
        }
        return folder;
    }

    /** Version 1 of one of the project's forms, with the rows of its blocks. */
    public static Questionnaire form(String form) throws IOException {
        return composition(form, text -> text).questionnaire();
    }

    /** The same with its text, changed as wanted. */
    public static Composition composition(String form, UnaryOperator<String> change) throws IOException {
        Path questionnaires = root().resolve("questionnaires");
        Path file = questionnaires.resolve("forms").resolve(form).resolve("v1.json");
        return Composition.of(
                "v1.json", change.apply(Files.readString(file)), new BlockFolder(questionnaires.resolve("blocks")));
    }

    /** A path of the reference data, present or not. */
    public static Path shared(String path) {
        return root().resolveSibling("shared").resolve(path);
    }

    /** A path of this module's test resources. */
    public static Path resource(String path) {
        return root().resolve("analysis/src/test/resources").resolve(path);
    }
}
