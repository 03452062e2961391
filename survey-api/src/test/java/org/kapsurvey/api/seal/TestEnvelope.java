package org.kapsurvey.api.seal;

import static org.kapsurvey.api.TestService.bytes;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kapsurvey.api.database.Database;

/** Seals as a device does, written from docs/formats.md and apart from the program. */
public final class TestEnvelope {
    private TestEnvelope() {}

    /** The key that devices would take now, {@code id} and public key in Base64. */
    public static SealingKey key(Database database) {
        return new SealingKeyStore(database).current();
    }

    /** The key in use is another from now on. */
    public static void rotate(Database database) {
        new SealingKeyStore(database).rotate();
    }

    /** A key that no service has. */
    public static SealingKey strange() {
        P256.Pair pair = P256.make();
        return new SealingKey(pair.id(), Base64.getEncoder().encodeToString(pair.publicPoint()), Instant.EPOCH, null);
    }

    public static byte[] seal(SealingKey key, UUID interview, int revision, byte[] content)
            throws GeneralSecurityException {
        Base64.Encoder base64 = Base64.getEncoder();
        P256.Pair own = P256.make();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.keys().getPrivate());
        agreement.doPhase(P256.publicKey(Base64.getDecoder().decode(key.publicKey())), true);
        String ephemeral = base64.encodeToString(own.publicPoint());
        String head = "kap-sealed/1 " + key.id() + " " + interview + " " + revision + " " + ephemeral;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        mac.init(new SecretKeySpec(mac.doFinal(agreement.generateSecret()), "HmacSHA256"));
        byte[] secret = mac.doFinal(bytes(head + "\u0001"));
        byte[] iv = new byte[12];
        new SecureRandom().nextBytes(iv);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(bytes(head));
        return bytes(
                "{\"format\":\"kap-sealed/1\",\"key\":\"%s\",\"interview\":\"%s\",\"revision\":%d,\"ephemeral\":\"%s\",\"iv\":\"%s\",\"sealed\":[\"%s\"]}"
                        .formatted(
                                key.id(),
                                interview,
                                revision,
                                ephemeral,
                                base64.encodeToString(iv),
                                base64.encodeToString(cipher.doFinal(content))));
    }
}
