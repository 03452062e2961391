package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.cli.Kap;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.postgres.RunningPostgres;

/** A service in a process of its own, to be killed and started again on the same port and data. */
public final class ServiceProcess {
    private final Path folder;
    private final int port;
    private @Nullable Process process;
    private boolean loggedIn;

    /** Not yet started; its data and its log lie in the folder. */
    public ServiceProcess(Path folder) throws IOException {
        this.folder = folder;
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
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dkap.home=" + Path.of("src", "test", "resources", "home").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Kap.class.getName(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                data().toString());
        builder.environment().remove("KAP_DATABASE_URL");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service.log").toFile()));
        process = builder.start();
    }

    /** Milliseconds until the service answers that it is ready, 60 s at most; the first time an administrator is logged in. */
    public long awaitReady() throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofSeconds(60).toNanos()) {
            try {
                if (TestService.send(TestService.request(uri(), "/readyz").build())
                                .statusCode()
                        == 200) {
                    long ready = Duration.ofNanos(System.nanoTime() - start).toMillis();
                    logIn();
                    return ready;
                }
            } catch (IOException e) {
                assertThat(running().isAlive())
                        .as(() -> "The service ended: " + log())
                        .isTrue();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Not ready in 60 s: " + log());
    }

    /** A session outlives restarts. */
    private void logIn() {
        if (!loggedIn) {
            RunningPostgres server = RunningPostgres.in(data()).orElseThrow();
            String address = "postgresql://kap:" + server.password() + "@127.0.0.1:" + server.port() + "/postgres";
            try (Database database = Database.at(DatabaseAddress.parse(address))) {
                TestService.logIn(uri(), database);
            }
            loggedIn = true;
        }
    }

    public Process running() {
        assertThat(process).isNotNull();
        return process;
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("service.log"));
        } catch (IOException e) {
            return "no log";
        }
    }

    public void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(25, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
