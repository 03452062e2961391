package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.ServiceException;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.migrations.NewerSchemaException;
import org.kapsurvey.postgres.PostgresException;
import org.kapsurvey.questionnaire.fault.FaultsException;
import picocli.CommandLine.Option;

/** The options of every command that runs the service. */
final class ServeOptions {
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
            description = "Address to listen on; only one of this machine is allowed. Default: ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the embedded database. Default: .kap in the project's folder.")
    private Path data = ProjectFiles.home().resolve(".kap");

    /** Starts the service as the options and the environment say; see {@link Service#start}. */
    Service start(Consumer<Database> prepare) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port must be from 0 to 65535, found " + port + ".");
        }
        String url = System.getenv("KAP_DATABASE_URL");
        DatabaseAddress external = url == null || url.isBlank() ? null : DatabaseAddress.parse(url.strip());
        return Service.start(data, external, listen(), port, prepare);
    }

    /**
     * Does the work of a command that runs the service. What its user can mend becomes sentences and exit code 2; the
     * rest is thrown on.
     */
    static int told(PrintWriter error, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (FaultsException e) {
            e.faults().forEach(error::println);
        } catch (ProblemException e) {
            error.println(e.problem().english() + " " + e.details().entries()
                    + (e.problem() == Problems.IMMUTABLE ? " Write a new version, or take another --data DIR." : ""));
        } catch (IOException e) {
            error.println("The project's forms and plans can't be read: " + e.getMessage());
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
