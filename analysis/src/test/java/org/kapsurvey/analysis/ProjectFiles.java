package org.kapsurvey.analysis;

import java.nio.file.Files;
import java.nio.file.Path;

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

    /** A path of the reference data, present or not. */
    public static Path shared(String path) {
        return root().resolveSibling("shared").resolve(path);
    }

    /** A path of this module's test resources. */
    public static Path resource(String path) {
        return root().resolve("analysis/src/test/resources").resolve(path);
    }
}
