package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap sample …}: everything about a sample plan. */
@Command(
        name = "sample",
        description = "Plans a sample and draws it.",
        mixinStandardHelpOptions = true,
        subcommands = {SamplePlanCommand.class, SampleDrawCommand.class, SampleLoadCommand.class})
final class SampleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
