package org.kapsurvey.api.cli;

import java.io.IOException;
import org.kapsurvey.analysis.io.AnalyseRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The commands of KAP Survey. Exit codes: 0 done, 2 the input or the command line is wrong (every fault on standard
 * error), 1 a fault of ours.
 */
@Command(
        name = "kap",
        description = "Runs a yearly survey of knowledge, attitude and practice and measures a plan's targets.",
        mixinStandardHelpOptions = true,
        versionProvider = Kap.Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            ImportXlsformCommand.class,
            ExportXlsformCommand.class,
            SampleCommand.class,
            AnalyseCommand.class,
            WeightCommand.class,
            InstitutionsCommand.class,
            RoundCommand.class,
            ExportCommand.class,
            FrameCommand.class,
            VisitsCommand.class,
            UserCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            QueueCommand.class,
            BackupKeyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            PackageCommand.class,
            BenchCommand.class,
            TortureCommand.class
        })
public final class Kap implements Runnable {
    @Spec
    private CommandSpec spec;

    /** What {@code kap --version} prints: the version that the build wrote into the program. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {AnalyseRun.version()};
        }
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Kap());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
