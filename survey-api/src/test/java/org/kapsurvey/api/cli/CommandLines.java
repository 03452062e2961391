package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The command line for tests of other packages. */
public final class CommandLines {
    private CommandLines() {}

    /** {@code kap}, which prints where it is told. */
    public static CommandLine kap(PrintWriter out, PrintWriter error) {
        return Kap.commandLine().setOut(out).setErr(error);
    }
}
