package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.database.generated.Tables.LOGIN_BUCKET;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.AuditKey;
import org.kapsurvey.questionnaire.definition.Blocks;

/** The service under a name: with a certificate of its own, and behind a proxy. */
class ReachTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String PASSWORD = "voi xanh đi học bằng thuyền 8";

    @TempDir
    Path folder;

    @Test
    void withACertificateAFormIsInstalledOnAPhoneAndItsInterviewSent() throws Exception {
        TestCertificate made = TestCertificate.made("EC", Duration.ofDays(1));
        Certificate certificate =
                Certificate.of(made.write(folder.resolve("chain.pem")), made.writeKey(folder.resolve("key.pem")));
        String name = "t" + UUID.randomUUID().toString().substring(0, 8);
        Path profile = Files.createDirectory(folder.resolve("profile"));
        try (Service service = start(new Reach(HERE, 0, Set.of(), certificate));
                Chromium chromium = Chromium.launch()) {
            new AccountStore(service.database())
                    .add(name, "Lê Thị Hoa", Role.SURVEYOR, List.of("31"), PASSWORD, "test");
            int port = service.uri().getPort();
            assertThat(service.told()).isEqualTo("https://khaosat.test:" + port + "/");
            BrowserContext device = chromium.device(
                    profile,
                    "--host-resolver-rules=MAP khaosat.test 127.0.0.1",
                    "--ignore-certificate-errors-spki-list=" + made.fingerprint());
            try {
                Page page = device.pages().get(0);
                page.navigate(service.told() + "login?next=/form/test-form/1");
                page.locator("#login-name").fill(name);
                page.locator("#login-password").fill(PASSWORD);
                page.locator("#login-send").click();
                page.waitForSelector(".question");
                assertThat(page.url()).isEqualTo(service.told() + "form/test-form/1");
                FormPage form = FormPage.on(page);
                form.fill(Map.of("age", "27", "heard", "no", "remark", "không"));
                form.next();
                form.finish();
                assertThat(page.locator("#queue")).containsText("Không còn phỏng vấn chờ gửi.");
                assertThat(page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)"))
                        .isEqualTo(service.told());
            } finally {
                Chromium.kill(profile);
            }
            assertThat(plain(port, "GET /livez HTTP/1.1", "Host: khaosat.test"))
                    .as("plain HTTP")
                    .doesNotContain("200 OK");
        }
    }

    @Test
    void renewedFilesAreUsedWithoutARestartAndWrongOnesAreNot() throws Exception {
        TestCertificate first = TestCertificate.made("EC", Duration.ofDays(1));
        Path chain = first.write(folder.resolve("chain-1.pem"));
        Path key = first.writePkcs8(folder.resolve("key-1.pem"));
        // As certbot keeps them: what is named is a link that is set anew.
        Path link = Files.createSymbolicLink(folder.resolve("chain.pem"), chain);
        Path keyLink = Files.createSymbolicLink(folder.resolve("key.pem"), key);
        try (Service service = start(new Reach(HERE, 0, Set.of("Khaosat.Test"), Certificate.of(link, keyLink, 1)))) {
            int port = service.uri().getPort();
            assertThat(shown(port)).isEqualTo(first.certificate());
            assertThat(secure(port, "GET /livez HTTP/1.1", "Host: khaosat.test:" + port))
                    .contains("200 OK", "Strict-Transport-Security: max-age=31536000");
            assertThat(secure(port, "GET /livez HTTP/1.1", "Host: 127.0.0.1")).contains("200 OK");
            assertThat(secure(port, "GET /livez HTTP/1.1", "Host: other.test")).contains("403.1");

            TestCertificate next = TestCertificate.made("RSA", Duration.ofDays(1));
            relink(link, next.write(folder.resolve("chain-2.pem")));
            relink(keyLink, next.writeKey(folder.resolve("key-2.pem")));
            long begin = System.nanoTime();
            while (!shown(port).equals(next.certificate())) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
                Thread.sleep(100);
            }
        }
        Certificate kept = Certificate.of(link, keyLink);
        try (Service service = start(new Reach(HERE, 0, Set.of("khaosat.test"), kept))) {
            X509Certificate before = shown(service.uri().getPort());
            relink(keyLink, key);
            kept.reload();
            assertThat(shown(service.uri().getPort())).isEqualTo(before);
        }
    }

    private static void relink(Path link, Path target) throws IOException {
        Path made = Files.createSymbolicLink(link.resolveSibling("new-link"), target);
        Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void filesThatAreNoCertificateAndItsKeyAreToldApart() throws Exception {
        TestCertificate made = TestCertificate.made("EC", Duration.ofDays(1));
        Path chain = made.write(folder.resolve("chain.pem"));
        Path key = made.writeKey(folder.resolve("key.pem"));
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path another = TestCertificate.made("EC", Duration.ofDays(1)).writeKey(folder.resolve("another.pem"));
        Path rsa = TestCertificate.made("RSA", Duration.ofDays(1)).writeKey(folder.resolve("rsa.pem"));
        TestCertificate old = TestCertificate.made("EC", Duration.ofDays(-1));
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    made.keys().getPrivate(),
                    new JcePEMEncryptorBuilder("AES-256-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build("secret".toCharArray()));
        }
        Path sealed = Files.writeString(folder.resolve("sealed.pem"), text.toString());
        assertThat(refusal(folder.resolve("none.pem"), key))
                .isEqualTo("There is no file " + folder.resolve("none.pem") + ".");
        assertThat(refusal(empty, key)).contains("the first holds no certificate");
        assertThat(refusal(chain, empty)).contains("the second holds no private key");
        assertThat(refusal(chain, chain)).contains("the second holds no private key");
        assertThat(refusal(chain, another)).contains("the key is another one's");
        assertThat(refusal(chain, rsa)).contains("the key is another one's");
        assertThat(refusal(chain, sealed)).contains("the key asks for a password", "openssl pkey");
        assertThat(refusal(old.write(folder.resolve("old.pem")), old.writeKey(folder.resolve("old-key.pem"))))
                .contains("the certificate ended on ", "Renew it.");
        assertThat(Certificate.of(chain, key).names()).containsExactly("khaosat.test");
    }

    private static String refusal(Path chain, Path key) {
        try {
            return "taken: " + Certificate.of(chain, key).names();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void behindAProxyItAnswersToItsNameAndTakesTheProxysWordForTheDevicesAddress() throws Exception {
        try (Service service = start(new Reach(HERE, 0, Set.of("khaosat.test"), null))) {
            int port = service.uri().getPort();
            assertThat(service.told()).isEqualTo("http://127.0.0.1:" + port + "/ for a proxy at https://khaosat.test/");
            assertThat(plain(port, "GET /livez HTTP/1.1", "Host: khaosat.test"))
                    .contains("200 OK", "Strict-Transport-Security");
            assertThat(plain(port, "GET /livez HTTP/1.1", "Host: 127.0.0.1:" + port))
                    .contains("200 OK")
                    .doesNotContain("Strict-Transport-Security");
            assertThat(plain(port, "GET /livez HTTP/1.1", "Host: other.test")).contains("403.1");
            assertThat(login(port, "http://khaosat.test", "198.51.100.1")).contains("403.2");

            service.database().write(tables -> tables.deleteFrom(LOGIN_BUCKET).execute());
            for (int i = 0; i < 3; i++) {
                // What a device writes itself stands first.
                assertThat(login(port, "https://khaosat.test", "203.0.113." + i + ", 198.51.100.2"))
                        .contains("401.2");
            }
            assertThat(login(port, "https://khaosat.test", "198.51.100.3")).contains("401.2");
            List<Integer> failures = service.database()
                    .read(tables -> tables.select(LOGIN_BUCKET.FAILURES)
                            .from(LOGIN_BUCKET)
                            .orderBy(LOGIN_BUCKET.FAILURES.desc())
                            .fetch(LOGIN_BUCKET.FAILURES));
            assertThat(failures).as("of two addresses and four names").containsExactly(3, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void namesAndAddressesThatCannotBeAreRefused() throws Exception {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> new Reach(all, 0, Set.of("khaosat.test"), null))
                .hasMessageContaining("without encryption")
                .hasMessageContaining("--tls-certificate");
        for (String name : List.of("https://khaosat.test", "khaosat.test:443", "khảo-sát.test", "*.test", "")) {
            assertThatThrownBy(() -> new Reach(HERE, 0, Set.of(name), null))
                    .hasMessageContaining("\"" + name + "\" is no name of a host.");
        }
    }

    /** On the database of the tests' own service, so that none need be started, and with the key that its audit is sealed with. */
    private Service start(Reach reach) throws IOException {
        Path key = folder.resolve(AuditKey.FILE);
        if (Files.notExists(key)) {
            Files.copy(TestService.shared().data().resolve(AuditKey.FILE), key, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return Service.start(
                folder,
                TestService.shared().address("postgres"),
                reach,
                Duration.ofDays(1),
                Blocks.NONE,
                database -> {});
    }

    private static String login(int port, String origin, String forwarded) throws IOException {
        String body = "{\"name\":\"t" + UUID.randomUUID() + "\",\"password\":\"wrong\"}";
        return plain(
                port,
                "POST /api/login HTTP/1.1",
                "Host: khaosat.test",
                "Origin: " + origin,
                "X-Forwarded-For: " + forwarded,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                body);
    }

    private static String plain(int port, String... lines) throws IOException {
        try (Socket socket = new Socket(HERE, port)) {
            return ask(socket, lines);
        }
    }

    private static String secure(int port, String... lines) throws Exception {
        try (Socket socket = trusting().getSocketFactory().createSocket(HERE, port)) {
            return ask(socket, lines);
        }
    }

    private static String ask(Socket socket, String... lines) throws IOException {
        socket.setSoTimeout(20_000);
        String head = lines.length > 2 ? "" : "\r\n";
        String text = lines[0] + "\r\nConnection: close\r\n"
                + String.join("\r\n", List.of(lines).subList(1, lines.length));
        socket.getOutputStream().write((text + head + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static X509Certificate shown(int port) throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(HERE, port)) {
            socket.setSoTimeout(20_000);
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context;
    }

    /** Looks at what is shown and does not judge it. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, @Nullable String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, @Nullable String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
