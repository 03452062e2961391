package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.torture.Torture;
import org.kapsurvey.postgres.PostgresException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./kap torture}. */
@Command(
        name = "torture",
        description =
                "Kills a service of its own and its PostgreSQL while devices send interviews, and then looks for every one"
                        + " that was acknowledged. Ends with 1 if one is lost.",
        mixinStandardHelpOptions = true)
final class TortureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "300", description = "Kills: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--interviews",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Interviews that must be acknowledged meanwhile: ${DEFAULT-VALUE}.")
    private int interviews;

    @Option(
            names = "--drops",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Replies that are not read: ${DEFAULT-VALUE}.")
    private int drops;

    @Option(
            names = "--copied",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Interviews that are sent eight times at once: ${DEFAULT-VALUE}.")
    private int copied;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the order of kills and of the interviews: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A new folder for its database. Default: a temporary one, which stays only if something is lost.")
    private @Nullable Path data;

    @Option(
            names = "--browser",
            description = "Instead, what may happen to the web form on a phone, in Chromium; --sequences N (300),"
                    + " --kills N (50) and --seed N say how often.")
    private boolean browser;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter error = spec.commandLine().getErr();
        if (browser) {
            // The launcher takes it to the test classes, which have a driver of browsers; the program has none.
            error.println("--browser goes by the launcher of a checked-out project: run ./kap torture --browser.");
            return 2;
        }
        if (Math.min(Math.min(kills, interviews), Math.min(drops, copied)) < 0) {
            error.println("--kills, --interviews, --drops and --copied must be 0 or more.");
            return 2;
        }
        if (data != null && Files.exists(data)) {
            error.println(data + " is there already. Name a new folder with --data.");
            return 2;
        }
        Path folder = data == null ? TemporaryFolder.of("kap-torture-").path() : Files.createDirectories(data);
        Torture torture = new Torture(folder, new Torture.Plan(kills, interviews, drops, copied, seed), line -> {
            error.println(line);
            error.flush();
        });
        Thread hook = new Thread(() -> stop(torture));
        Runtime.getRuntime().addShutdownHook(hook);
        Torture.Outcome outcome;
        try {
            outcome = torture.run();
        } catch (IllegalStateException | PostgresException e) {
            error.println(e.getMessage() + "\nIts folder stays: " + folder);
            error.flush();
            return 1;
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        print(spec.commandLine().getOut(), outcome);
        if (outcome.isWhole()) {
            if (data == null) {
                new TemporaryFolder(folder).close();
            }
            return 0;
        }
        outcome.unexpected().stream().limit(5).forEach(error::println);
        error.println("Its folder stays: " + folder);
        error.flush();
        return 1;
    }

    private void print(PrintWriter out, Torture.Outcome outcome) {
        out.println("| | asked | measured |");
        out.println("| --- | ---: | ---: |");
        row(out, "kills", kills, outcome.kills());
        row(out, "interviews acknowledged", interviews, outcome.acknowledged());
        row(out, "replies not read", drops, outcome.drops());
        row(out, "interviews sent eight times at once", copied, outcome.copied());
        row(out, "lost", 0, outcome.lost());
        row(out, "torn", 0, outcome.torn());
        row(out, "kept twice", 0, outcome.duplicated());
        row(out, "kept and never sent", 0, outcome.unasked());
        row(out, "kept under another receipt", 0, outcome.otherReceipts());
        row(out, "sent eight times, without eight equal receipts", 0, outcome.unequal());
        row(
                out,
                "kinds of answers beside receipts and 503",
                0,
                outcome.unexpected().size());
        List<Long> recoveries = outcome.recoveries();
        if (!recoveries.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "| seconds from a kill until ready, median | | %.1f |%n",
                    recoveries.get(recoveries.size() / 2) / 1e3);
            out.printf(
                    Locale.ROOT,
                    "| seconds from a kill until ready, most | | %.1f |%n",
                    recoveries.get(recoveries.size() - 1) / 1e3);
        }
        out.flush();
    }

    private static void row(PrintWriter out, String what, long asked, long measured) {
        out.printf(Locale.ROOT, "| %s | %,d | %,d |%n", what, asked, measured);
    }

    private static void stop(Torture torture) {
        try {
            torture.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
