package org.kapsurvey.api.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate that nobody has signed but itself, for khaosat.test and *.test. */
record TestCertificate(KeyPair keys, X509Certificate certificate) {
    static final String NAME = "khaosat.test";

    /** @param algorithm EC or RSA */
    static TestCertificate made(String algorithm, Duration until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2_048 : 256);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            X500Name name = new X500Name("CN=" + NAME);
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(now.minus(Duration.ofDays(2))),
                    Date.from(now.plus(until)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, NAME), new GeneralName(GeneralName.dNSName, "*.test")
            }));
            var signer = new JcaContentSignerBuilder(algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            return new TestCertificate(
                    keys,
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(keys.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, pem(certificate));
    }

    /** As {@code openssl ecparam -genkey} and {@code openssl genrsa -traditional} write it. */
    Path writeKey(Path file) throws IOException {
        if (keys.getPrivate() instanceof ECPrivateKey secret) {
            PemObject parameters = new PemObject("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded());
            PemObject key = new PemObject(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(256, secret.getS(), SECObjectIdentifiers.secp256r1)
                            .getEncoded());
            return Files.writeString(file, pem(parameters) + pem(key));
        }
        return Files.writeString(file, pem(keys.getPrivate()));
    }

    /** As certbot writes it. */
    Path writePkcs8(Path file) throws IOException {
        return Files.writeString(
                file, pem(new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded())));
    }

    /** What Chromium's {@code --ignore-certificate-errors-spki-list} names it by. */
    String fingerprint() throws GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(keys.getPublic().getEncoded()));
    }

    static String pem(Object thing) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing);
        }
        return text.toString();
    }
}
