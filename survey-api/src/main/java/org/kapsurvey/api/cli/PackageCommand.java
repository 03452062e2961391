package org.kapsurvey.api.cli;

import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kapsurvey.analysis.io.AnalyseRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap package}. */
@Command(
        name = "package",
        description =
                "Writes this program to one archive that runs with Java 17 alone on another Linux machine, without Maven and a network.",
        mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "File to write, for instance kap-survey.tar.gz.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::write);
    }

    private int write() throws Exception {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already. Name another file.");
        }
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        if (!jars.stream().allMatch(jar -> jar.toString().endsWith(".jar") && Files.isRegularFile(jar))) {
            throw new IllegalArgumentException("Only the built program can be packed: run ./kap package.");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                new Program(ProjectFiles.home(), jars, AnalyseRun.version()).write(out);
            }
            Files.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        spec.commandLine()
                .getOut()
                .println(file + ": " + Files.size(file) + " bytes. How it is installed: docs/operations.md.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
