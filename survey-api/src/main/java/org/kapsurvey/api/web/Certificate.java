package org.kapsurvey.api.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Scanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate and its private key in PEM files, as every authority gives them out. The files are looked at every minute: renewed ones are
 * used without a restart, unless they are wrong, which the log then says.
 */
public final class Certificate {
    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
    private static final String ALIAS = "service";
    private static final int LOOKED_AT_SECONDS = 60;

    private final Path chain;
    private final Path key;
    private final int lookedAtSeconds;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private volatile X509Certificate own;

    private Certificate(Path chain, Path key, int lookedAtSeconds) throws IOException, GeneralSecurityException {
        this.chain = chain;
        this.key = key;
        this.lookedAtSeconds = lookedAtSeconds;
        this.own = load();
    }

    /**
     * Reads them.
     *
     * @param chain the service's own certificate first, then those of the authorities between it and one that browsers know
     * @param key of the first one, without a password: RSA or an elliptic curve
     * @throws IllegalArgumentException if they can't be read, don't belong together, or have come to their end; the message says what to do
     */
    public static Certificate of(Path chain, Path key) {
        return of(chain, key, LOOKED_AT_SECONDS);
    }

    static Certificate of(Path chain, Path key, int lookedAtSeconds) {
        try {
            return new Certificate(chain, key, lookedAtSeconds);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + e.getFile() + ".", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(chain + " and " + key + " can't be used: " + e.getMessage(), e);
        }
    }

    /** The hosts that it is for, in small letters, without those that stand for many (*.example.vn). */
    Set<String> names() {
        try {
            Collection<List<?>> all = own.getSubjectAlternativeNames();
            return all == null
                    ? Set.of()
                    : all.stream()
                            .filter(name -> name.get(0).equals(2))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .filter(name -> !name.startsWith("*"))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (CertificateException e) {
            return Set.of();
        }
    }

    /** A connector that speaks TLS 1.2 and 1.3 with it. */
    public ServerConnector connector(Server server, HttpConfiguration plain) {
        HttpConfiguration secure = new HttpConfiguration(plain);
        // Which hosts are answered, the guard says; the machine's own address, asked for the service's health, stands
        // in no certificate.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        Scanner scanner = new Scanner(null, false);
        scanner.setScanInterval(lookedAtSeconds);
        scanner.addFile(chain);
        scanner.addFile(key);
        scanner.setReportExistingFilesOnStartup(false);
        scanner.addListener(new Scanner.BulkListener() {
            @Override
            public void pathsChanged(Map<Path, Scanner.Notification> changed) {
                reload();
            }
        });
        server.addBean(scanner);
        return new ServerConnector(server, context, new HttpConnectionFactory(secure));
    }

    /** Uses the files as they are now; keeps what it had where they are wrong, for instance half written. */
    void reload() {
        try {
            context.reload(factory -> {
                try {
                    own = load();
                } catch (IOException | GeneralSecurityException e) {
                    throw new IllegalStateException(e.getMessage(), e);
                }
            });
            LOG.info(
                    "The certificate was renewed; it ends on {}.",
                    own.getNotAfter().toInstant());
        } catch (Exception e) {
            LOG.warn(
                    "The changed certificate in {} can't be used, and the one before is kept: {}",
                    chain,
                    e.getMessage());
        }
    }

    private X509Certificate load() throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = certificates();
        X509Certificate first = certificates.get(0);
        PrivateKey secret = secret();
        if (!belongs(secret, first)) {
            throw new GeneralSecurityException("the key is another one's. Take the two files that were made together.");
        }
        if (first.getNotAfter().toInstant().isBefore(Instant.now())) {
            throw new GeneralSecurityException(
                    "the certificate ended on " + first.getNotAfter().toInstant() + ". Renew it.");
        }
        String password = UUID.randomUUID().toString();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, secret, password.toCharArray(), certificates.toArray(X509Certificate[]::new));
        context.setKeyStore(store);
        context.setKeyManagerPassword(password);
        return first;
    }

    private List<X509Certificate> certificates() throws IOException, GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(chain)) {
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add((X509Certificate) one);
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("the first holds no certificate (-----BEGIN CERTIFICATE-----).");
        }
        return found;
    }

    private PrivateKey secret() throws IOException, GeneralSecurityException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (Reader reader = Files.newBufferedReader(key, StandardCharsets.UTF_8);
                PEMParser parser = new PEMParser(reader)) {
            // What openssl writes before a key of an elliptic curve is the name of the curve.
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
                if (found instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (found instanceof PEMEncryptedKeyPair || found instanceof PKCS8EncryptedPrivateKeyInfo) {
                    throw new GeneralSecurityException(
                            "the key asks for a password. Take it off (openssl pkey -in KEY -out PLAIN) and let nobody else read the file.");
                }
            }
        }
        throw new GeneralSecurityException("the second holds no private key (-----BEGIN PRIVATE KEY-----).");
    }

    private static boolean belongs(PrivateKey secret, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (!algorithm.equals(secret.getAlgorithm())
                && !(algorithm.equals("EC") && secret.getAlgorithm().startsWith("EC"))) {
            return false;
        }
        byte[] text = ALIAS.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance(algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(secret);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }
}
