package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.ServiceException;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Certificate;
import org.kapsurvey.api.web.Reach;
import org.kapsurvey.migrations.NewerSchemaException;
import org.kapsurvey.postgres.PostgresException;
import org.kapsurvey.questionnaire.fault.FaultsException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that runs the service. */
final class ServeOptions {
    private static final int MOST_DAYS = 36_500;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7070",
            description = "Port to listen on; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; one of this machine alone, or with a certificate any. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(
            names = "--keep-job-files",
            paramLabel = "DAYS",
            defaultValue = "180",
            description = "Days that the files of an analysis job are kept after it ended; the job itself stays."
                    + " Default: ${DEFAULT-VALUE}.")
    private int keepJobFiles;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    /** Starts the service on this machine alone; see {@link #start(Set, Certificate, Consumer)}. */
    Service start(Consumer<Database> prepare) {
        return start(Set.of(), null, prepare);
    }

    /** Starts the service as the options and the environment say; see {@link Service#start} and {@link Reach}. */
    Service start(Set<String> names, @Nullable Certificate certificate, Consumer<Database> prepare) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port must be from 0 to 65535, found " + port + ".");
        }
        if (keepJobFiles < 1 || keepJobFiles > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "--keep-job-files must be from 1 to " + MOST_DAYS + " days, found " + keepJobFiles + ".");
        }
        return Service.start(
                database.data(),
                database.external(),
                new Reach(listen(), port, names, certificate),
                Duration.ofDays(keepJobFiles),
                new ProjectFiles(ProjectFiles.home()).blocks(),
                prepare);
    }

    /**
     * Does the work of a command that has a database. What its user can mend becomes sentences and exit code 2, what the
     * service would answer with a status of 500 or more a sentence and exit code 1; the rest is thrown on.
     */
    static int told(PrintWriter error, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (FaultsException e) {
            e.faults().forEach(error::println);
        } catch (ProblemException e) {
            Map<String, String> details = e.details().entries();
            error.println(e.problem().english()
                    + (details.isEmpty() ? "" : " " + details)
                    + (e.problem() == Problems.IMMUTABLE ? " Write a new version, or take another --data DIR." : ""));
            error.flush();
            return e.problem().status() >= 500 ? 1 : 2;
        } catch (IOException e) {
            error.println("A file can't be read or written: " + e.getMessage());
        } catch (ServiceException | PostgresException | NewerSchemaException | IllegalArgumentException e) {
            error.println(e.getMessage());
        }
        error.flush();
        return 2;
    }

    private InetAddress listen() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + address + "\" is no address. Use --address 127.0.0.1.", e);
        }
    }
}
