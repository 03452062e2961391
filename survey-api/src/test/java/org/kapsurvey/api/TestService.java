package org.kapsurvey.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.torture.ServiceProcess;
import org.kapsurvey.api.web.Reach;
import org.kapsurvey.postgres.RunningPostgres;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/**
 * A real service on any free port with an embedded PostgreSQL of its own and the form {@code test-form} version 1
 * published; started once for a module's test run. Tests use interview ids of their own and leave their rows.
 */
public final class TestService {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private static final String PASSWORD = "voi xanh đi học bằng thuyền 7";

    /** What a request to a service brings, by the service's port. */
    private static final Map<Integer, String> COOKIES = new ConcurrentHashMap<>();

    private final Service service;
    private final Path data;

    private TestService(Service service, Path data) {
        this.service = service;
        this.data = data;
    }

    private static final class Shared {
        private static final TestService INSTANCE = open();

        private static TestService open() {
            Path data = Path.of("target", "test-kap-" + ProcessHandle.current().pid());
            Service service = Service.start(
                    data,
                    null,
                    Reach.local(InetAddress.getLoopbackAddress(), 0),
                    Duration.ofDays(1),
                    new BlockFolder(Path.of("..", "questionnaires", "blocks")),
                    database -> new QuestionnaireStore(database).publish("test-form/v1.json", form()));
            logIn(service);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                service.close();
                delete(data);
            }));
            return new TestService(service, data);
        }
    }

    /** Logs an administrator in, as whom every {@link #request} to that service is made from now on. */
    public static void logIn(Service service) {
        logIn(service.uri(), service.database());
    }

    /** The same of a service in another process that is ready; the session outlives its restarts. */
    public static void logIn(ServiceProcess service) {
        try (CommandDatabase opened = CommandDatabase.open(service.data(), null)) {
            logIn(service.uri(), opened.database());
        }
    }

    private static void logIn(URI service, Database database) {
        COOKIES.put(service.getPort(), cookie(service, database, Role.ADMINISTRATOR, List.of()));
    }

    /** Adds an account and logs it in; what its requests bring as {@code Cookie}. */
    public static String cookie(URI service, Database database, Role role, List<String> areas) {
        String name = "t" + UUID.randomUUID().toString().substring(0, 12);
        new AccountStore(database).add(name, "Người thử", role, areas, PASSWORD, "test");
        return cookie(service, name);
    }

    /** Logs an account that {@link #cookie(URI, Database, Role, List)} could have added in once more. */
    public static String cookie(URI service, String name) {
        try {
            HttpResponse<String> reply = send(HttpRequest.newBuilder(service.resolve("/api/login"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}"))
                    .build());
            return reply.headers()
                    .firstValue("Set-Cookie")
                    .map(set -> set.substring(0, set.indexOf(';')))
                    .orElseThrow(() -> new AssertionError(reply.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the administrator's requests bring; null of a service where nobody logged in. */
    public static @Nullable String cookie(URI service) {
        return COOKIES.get(service.getPort());
    }

    public static TestService shared() {
        return Shared.INSTANCE;
    }

    /** A service in a process of its own with the form {@code test-form}, not yet started; its data and log lie in {@code folder}. */
    public static ServiceProcess process(Path folder) throws IOException {
        return new ServiceProcess(
                folder, Path.of("src", "test", "resources", "home"), "-Xmx256m", "-XX:TieredStopAtLevel=1");
    }

    public URI uri() {
        return service.uri();
    }

    List<String> routes() {
        return service.routes();
    }

    /** A database of its PostgreSQL; its own is {@code postgres}. */
    public DatabaseAddress address(String name) {
        RunningPostgres server = RunningPostgres.in(data).orElseThrow();
        return DatabaseAddress.parse(
                "postgresql://kap:" + server.password() + "@127.0.0.1:" + server.port() + "/" + name);
    }

    /** The folder of its embedded database. */
    public Path data() {
        return data;
    }

    public Database database() {
        return service.database();
    }

    /** As of {@link Service#measure}. */
    URI measure(int port) {
        return service.measure(port);
    }

    /** The bytes of the form that every test service has published. */
    public static byte[] form() {
        try (InputStream stream = Objects.requireNonNull(
                TestService.class.getResourceAsStream("/home/questionnaires/forms/test-form/v1.json"))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plan of one indicator, of those who have heard, by the form that every test service has published. */
    public static byte[] plan(String id) {
        return bytes("""
                {"plan": "%s", "title": {"vi": "Kế hoạch thử", "en": "A plan"},
                 "document": {"number": "1", "date": "2026-01-01", "issuer": {"vi": "a", "en": "a"}},
                 "province": {"code": "31", "names": [{"from": "2025-07-01", "name": {"vi": "a", "en": "a"},
                                                      "authority": {"vi": "a", "en": "a"}, "communes": []}]},
                 "period": {"from": 2026, "to": 2030},
                 "objectives": [{"id": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"}}],
                 "indicators": [
                  {"id": "T-1", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
                   "component": "exposure",
                   "groups": [{"id": "all", "title": {"vi": "a", "en": "a"}, "form": "test-form",
                               "age": {"item": "age", "from": 15, "to": 49}}],
                   "numerator": "${heard} = 'yes'", "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
                   "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}]}
                """.formatted(id));
    }

    /** A request to {@code path}, to be built further; an administrator's. */
    public HttpRequest.Builder request(String path) {
        return request(uri(), path);
    }

    public static HttpRequest.Builder request(URI service, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service + path)).timeout(Duration.ofSeconds(20));
        String cookie = cookie(service);
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    public static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** Posts an interview as a device does. */
    public HttpResponse<String> put(UUID id, int revision, byte[] body) throws IOException, InterruptedException {
        return put(uri(), id, revision, body);
    }

    public static HttpResponse<String> put(URI service, UUID id, int revision, byte[] body)
            throws IOException, InterruptedException {
        return send(request(service, "/api/interviews/" + id + "/revisions/" + revision)
                .header("Content-Type", "application/json")
                .header("Content-Digest", contentDigest(body))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** A whole interview of the test form: age 27, heard of it, from television and radio. */
    public static String interview(UUID id, int revision) {
        return interview(id, revision, "{\"age\":\"27\",\"heard\":\"yes\",\"channels\":\"tv radio\"}");
    }

    public static String interview(UUID id, int revision, String answers) {
        return """
                {"format":"kap-interview/1","interview":"%s","revision":%d,\
                "questionnaire":{"form":"test-form","version":"1","hash":"%s"},\
                "engine":"%s","round":null,"selection":null,\
                "device":{"openedAt":"2026-11-21T08:00:00Z","finishedAt":"2026-11-21T08:20:00Z","today":"2026-11-21",\
                "language":"vi"},"outcome":"complete","answers":%s}""".formatted(id, revision, sha256(form()), "0".repeat(64), answers);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    public static String contentDigest(byte[] body) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest(body)) + ":";
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
