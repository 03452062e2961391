package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.account.AccountStore;
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
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::serve);
    }

    private int serve() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Service service = options.start(new ProjectFiles(ProjectFiles.home())::publish);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            stopped.countDown();
        }));
        out.println("KAP Survey serves at " + service.uri() + "/ – stop it with Ctrl-C.");
        if (!new AccountStore(service.database()).hasAdministrator()) {
            out.println(
                    "Nobody can log in to manage it yet: add an account with ./kap user add NAME --role administrator");
        }
        out.flush();
        stopped.await();
        return 0;
    }
}
