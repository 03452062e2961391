package org.kapsurvey.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap audit …}: who did what, also while a service runs. */
@Command(
        name = "audit",
        description = "Finds out whether the audit is as it was written, and prints its head, to be kept elsewhere.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditVerifyCommand.class, AuditHeadCommand.class})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
