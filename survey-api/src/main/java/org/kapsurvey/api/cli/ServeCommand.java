package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.web.Certificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./kap serve}. */
@Command(
        name = "serve",
        description =
                "Serves the web form and the API until it is stopped with Ctrl-C: on this machine, with a certificate"
                        + " anywhere.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Name by which people call the service, for instance khaosat.example.vn; may be given several"
                    + " times. With a certificate those in it; without one the service is behind a proxy of that name.")
    private Set<String> names = Set.of();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Certificate for HTTPS, PEM: its own first, then its authorities'.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Private key of the certificate, PEM, without a password.")
    private @Nullable Path key;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Port of this machine alone on which Prometheus reads how the service does, at /metrics; 0"
                    + " takes any free one. Without it there is none.")
    private @Nullable Integer metricsPort;

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::serve);
    }

    private int serve() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (metricsPort != null && (metricsPort < 0 || metricsPort > 65_535)) {
            throw new IllegalArgumentException("--metrics-port must be from 0 to 65535, found " + metricsPort + ".");
        }
        Service service = options.start(names, certificate(), new ProjectFiles(ProjectFiles.home())::publish);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            stopped.countDown();
        }));
        out.println("KAP Survey serves at " + service.told() + " – stop it with Ctrl-C.");
        if (metricsPort != null) {
            out.println("Prometheus reads " + service.measure(metricsPort) + ".");
        }
        if (!new AccountStore(service.database()).hasAdministrator()) {
            out.println(
                    "Nobody can log in to manage it yet: add an account with ./kap user add NAME --role administrator");
        }
        out.flush();
        stopped.await();
        return 0;
    }

    private @Nullable Certificate certificate() {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "--tls-certificate and --tls-key belong together; one of them is missing.");
        }
        return certificate == null || key == null ? null : Certificate.of(certificate, key);
    }
}
