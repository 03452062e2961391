package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap frame}: sampling frames. */
@Command(
        name = "frame",
        description = "Checks, imports, lists and exports sampling frames.",
        mixinStandardHelpOptions = true,
        subcommands = {
            FrameCheckCommand.class,
            FrameImportCommand.class,
            FrameListCommand.class,
            FrameExportCommand.class
        })
final class FrameCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
