package org.kapsurvey.api.torture;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A service in a process of its own, to be killed and started again on the same port and data. Only it, its PostgreSQL, and what that
 * has started are ever killed.
 */
public final class ServiceProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Path home;
    private final List<String> javaOptions;
    private final int port;
    private @Nullable Process process;

    /**
     * Not yet started.
     *
     * @param folder of its data and its log
     * @param home whose questionnaires it publishes
     */
    public ServiceProcess(Path folder, Path home, String... javaOptions) throws IOException {
        this.folder = folder.toAbsolutePath();
        this.home = home.toAbsolutePath();
        this.javaOptions = List.of(javaOptions);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    public Path data() {
        return folder.resolve("data");
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.add("-Dkap.home=" + home);
        // Its class is named and not used: commands know this package, and not the other way round.
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.kapsurvey.api.cli.Kap"));
        command.addAll(List.of("serve", "--port", Integer.toString(port), "--data", data().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("KAP_DATABASE_URL");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service.log").toFile()))
                .start();
    }

    /**
     * Milliseconds until the service answers that it is ready.
     *
     * @throws IllegalStateException with its log if it ends, or is not ready in two minutes
     */
    public long awaitReady() throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            if (isReady()) {
                return Duration.ofNanos(System.nanoTime() - start).toMillis();
            }
            if (!running().isAlive()) {
                throw new IllegalStateException("The service ended: " + log());
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("The service is not ready in " + PATIENCE.toSeconds() + " s: " + log());
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) uri().resolve("/readyz").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(10_000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    public Process running() {
        if (process == null) {
            throw new IllegalStateException("The service was not started.");
        }
        return process;
    }

    /** Its PostgreSQL; absent while there is none, or its file is being written. */
    public Optional<ProcessHandle> postgres() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("cluster").resolve("postmaster.pid"));
            return lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,10}")
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("service.log"));
        } catch (IOException e) {
            return "no log";
        }
    }

    /** Stops service and PostgreSQL; a service that does not stop in 25 s is killed. */
    public void stop() throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(25, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
        // PostgreSQL outlives a service that was killed.
        postgres().ifPresent(ProcessHandle::destroy);
    }
}
