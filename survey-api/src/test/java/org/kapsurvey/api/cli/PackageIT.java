package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.EmbeddedDatabase;
import org.kapsurvey.migrations.Migrations;

/**
 * What {@code ./kap package} writes, in a new folder, with a path on which there is Java, bash and nothing that builds. It needs the jars of the
 * module, so that it runs after they are made.
 */
class PackageIT {
    private static final Path BUILT = Path.of("target", "kap").toAbsolutePath();
    private static final String JAVA = System.getProperty("java.home");
    private static final String PASSWORD = "voi xanh đi học bằng thuyền 7";

    @TempDir
    Path folder;

    private Path unpacked = Path.of("");

    private record Ended(int exit, String said) {}

    @Test
    void theArchiveRunsByItselfAndTakesOverTheDataOfAnOlderVersion() throws Exception {
        Path archive = folder.resolve("kap.tar.gz");
        pack(archive);
        Path again = folder.resolve("again.tar.gz");
        pack(again);
        assertThat(Files.mismatch(archive, again))
                .as("the same program is the same bytes")
                .isEqualTo(-1);
        Files.delete(again);
        unpacked = unpack(archive);
        assertThat(unpacked.resolve("LICENSE")).isNotEmptyFile();
        assertThat(unpacked.resolve("kap-survey.service")).isNotEmptyFile();
        assertThat(unpacked.resolve("licences")).isNotEmptyDirectory();
        Path form = unpacked.resolve("questionnaires/forms/test-form/v1.json");
        Files.createDirectories(form.resolveSibling("."));
        Files.write(form, TestService.form());

        Path data = folder.resolve("data");
        UUID before = UUID.randomUUID();
        byte[] kept = bytes("{\"kept\":\"by an older version\"}");
        older(data, before, kept);
        int port = freePort();
        Process service = process("serve", "--port", Integer.toString(port), "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + port);
            awaitReady(uri, service);
            Ended added = run(
                    PASSWORD + "\n",
                    "user",
                    "add",
                    "binh.tv",
                    "--role",
                    "surveyor",
                    "--area",
                    "31",
                    "--data",
                    data.toString());
            assertThat(added.said).contains("Account binh.tv is there");
            HttpResponse<String> login = TestService.send(HttpRequest.newBuilder(uri.resolve("/api/login"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"name\":\"binh.tv\",\"password\":\"" + PASSWORD + "\"}"))
                    .build());
            String set = login.headers().firstValue("Set-Cookie").orElseThrow(() -> new AssertionError(login.body()));
            String cookie = set.substring(0, set.indexOf(';'));
            UUID id = UUID.randomUUID();
            byte[] body = bytes(TestService.interview(id, 1));
            HttpResponse<String> receipt = TestService.send(request(uri, id, cookie)
                    .header("Content-Type", "application/json")
                    .header("Content-Digest", TestService.contentDigest(body))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build());
            assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
            assertThat(receipt.body()).contains("\"stored\"");
        } finally {
            service.destroy();
            assertThat(service.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(service.exitValue()).as(log()).isEqualTo(143);
        assertThat(data.resolve("cluster/postmaster.pid")).doesNotExist();

        Ended audit = run("", "audit", "verify", "--data", data.toString());
        assertThat(audit.said).contains("The audit is whole").contains("and 1 from before it as they were");
        assertThat(audit.exit).isZero();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
                Connection connection = database.source(30).getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select sha256, payload from interview where interview_id = '" + before + "'")) {
            assertThat(row.next()).as("what the older version kept").isTrue();
            assertThat(row.getString(1)).isEqualTo(TestService.sha256(kept));
            assertThat(row.getBytes(2)).isEqualTo(kept);
            Migrations migrations = Migrations.of(database.source(0));
            assertThat(migrations.current()).isEqualTo(migrations.newest());
        }
    }

    /** A folder as a program of schema 13 left it. */
    private static void older(Path data, UUID interview, byte[] payload) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            Migrations.upTo(database.source(0), "013").run();
            try (Connection connection = database.source(30).getConnection();
                    var insert = connection.prepareStatement(
                            "insert into interview (interview_id, revision, status, quarantine_reason, payload, sha256)"
                                    + " values (?, 1, 'quarantined', 'not-json', ?, ?)");
                    Statement statement = connection.createStatement()) {
                insert.setObject(1, interview);
                insert.setBytes(2, payload);
                insert.setString(3, TestService.sha256(payload));
                insert.execute();
                statement.execute("insert into audit (actor, action, interview_id, revision) values ('local',"
                        + " 'interview.received', '" + interview + "', 1)");
            }
        }
    }

    private static void pack(Path archive) throws Exception {
        try (Stream<Path> jars = Files.list(BUILT)) {
            String path = String.join(":", jars.map(Path::toString).sorted().toList());
            Ended ended = end(
                    new ProcessBuilder(
                            Path.of(JAVA, "bin", "java").toString(),
                            "-Dkap.home=" + Path.of("..").toAbsolutePath().normalize(),
                            "-cp",
                            path,
                            "org.kapsurvey.api.cli.Kap",
                            "package",
                            archive.toString()),
                    "");
            assertThat(ended.exit).as(ended.said).isZero();
        }
    }

    private Path unpack(Path archive) throws Exception {
        Path into = Files.createDirectory(folder.resolve("opt"));
        Ended ended = end(new ProcessBuilder("tar", "xzf", archive.toString(), "-C", into.toString()), "");
        assertThat(ended.exit).as(ended.said).isZero();
        try (Stream<Path> top = Files.list(into)) {
            return top.toList().get(0);
        }
    }

    private Ended run(String input, String... arguments) throws Exception {
        return end(process(arguments), input);
    }

    /** The launcher of the archive, with nothing on its path that it does not say it needs. */
    private ProcessBuilder process(String... arguments) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "kill", "true", "unshare")) {
            Path script = tools.resolve(tool);
            Files.writeString(script, "#!/bin/sh\nexec '" + onPath(tool) + "' \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        List<String> command = new ArrayList<>(List.of(unpacked.resolve("kap").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", JAVA);
        return builder;
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + tool));
    }

    private static Ended end(ProcessBuilder builder, String input) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static HttpRequest.Builder request(URI uri, UUID id, String cookie) {
        return HttpRequest.newBuilder(uri.resolve("/api/interviews/" + id + "/revisions/1"))
                .header("Cookie", cookie);
    }

    private void awaitReady(URI uri, Process service) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            assertThat(service.isAlive()).as(log()).isTrue();
            assertThat(System.nanoTime() - deadline).as(log()).isNegative();
            try {
                HttpRequest ready =
                        HttpRequest.newBuilder(uri.resolve("/readyz")).build();
                if (TestService.send(ready).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It doesn't listen yet.
            }
            Thread.sleep(50);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
