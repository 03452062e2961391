package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kapsurvey.api.database.CommandDatabase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the database that says in lines what came of it, or what is wrong. */
abstract class DatabaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Override
    public final Integer call() throws Exception {
        return ServeOptions.told(error(), this::run);
    }

    /** Does it; 0 if it could be done. */
    abstract int run() throws Exception;

    /** To be opened after the command's own files are found in order: it may have to start first. */
    final CommandDatabase open() {
        return options.open();
    }

    /** The folder of the service. */
    final Path data() {
        return options.data();
    }

    final void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    final PrintWriter error() {
        return spec.commandLine().getErr();
    }
}
