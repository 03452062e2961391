package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.ServiceException;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.migrations.NewerSchemaException;
import org.kapsurvey.postgres.PostgresException;
import org.kapsurvey.questionnaire.fault.FaultsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./kap serve}. */
@Command(
        name = "serve",
        description = "Serves the web form and the API on this machine until it is stopped with Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Service service = options.start(new ProjectFiles(ProjectFiles.home())::publish);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                service.close();
                stopped.countDown();
            }));
            out.println("KAP Survey serves at " + service.uri() + "/ – stop it with Ctrl-C.");
            out.flush();
            stopped.await();
            return 0;
        } catch (FaultsException e) {
            e.faults().forEach(spec.commandLine().getErr()::println);
            return 2;
        } catch (ProblemException e) {
            spec.commandLine()
                    .getErr()
                    .println(e.problem().english() + " " + e.details().entries());
            return 2;
        } catch (ServiceException | PostgresException | NewerSchemaException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
    }
}
