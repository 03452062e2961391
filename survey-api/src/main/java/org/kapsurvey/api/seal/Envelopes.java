package org.kapsurvey.api.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.api.web.JsonLimits;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/**
 * Opens finished interviews that a device sealed for a key of the service (docs/formats.md, "Sealed interviews"): ECDH on P-256 with
 * a key that the device makes for this one envelope, HKDF-SHA-256 (RFC 5869), AES-256-GCM. Safe for many threads.
 */
public final class Envelopes {
    private static final String FORMAT = "kap-sealed/1";
    private static final int TAG_BITS = 128;

    private final SealingKeyStore store;
    private final Map<String, PrivateKey> known = new ConcurrentHashMap<>();

    public Envelopes(SealingKeyStore store) {
        this.store = store;
    }

    /** Why an envelope stays closed. */
    public enum Fault {
        UNKNOWN_KEY,
        NOT_OPENED
    }

    /**
     * What came of an envelope.
     *
     * @param content what was sealed, byte for byte; null where there is a fault
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    public record Opened(
            byte @Nullable [] content, @Nullable Fault fault) {}

    /** Opens an envelope that says it holds this revision of this interview; whatever else it is, it is not opened. */
    public Opened open(UUID interview, int revision, byte[] envelope) {
        Faults faults = new Faults();
        String text = Bodies.text(envelope);
        JsonFields fields = text == null || !JsonLimits.hold(text) ? null : fields(text, faults);
        if (fields == null) {
            return new Opened(null, Fault.NOT_OPENED);
        }
        String format = fields.text("format");
        String key = fields.text("key");
        String itsInterview = fields.text("interview");
        int itsRevision = fields.integer("revision", 1, 9999);
        String ephemeral = fields.text("ephemeral");
        String iv = fields.text("iv");
        byte[] sealed = Bodies.content(fields.jsonTexts("sealed"), faults);
        fields.refuseUnknown();
        if (!faults.isEmpty()
                || !format.equals(FORMAT)
                || !itsInterview.equals(interview.toString())
                || itsRevision != revision) {
            return new Opened(null, Fault.NOT_OPENED);
        }
        Optional<PrivateKey> own = privateKey(key);
        if (own.isEmpty()) {
            return new Opened(null, Fault.UNKNOWN_KEY);
        }
        byte[] head = String.join(" ", FORMAT, key, itsInterview, Integer.toString(revision), ephemeral)
                .getBytes(UTF_8);
        try {
            PublicKey other = P256.publicKey(Base64.getDecoder().decode(ephemeral));
            SecretKeySpec secret = new SecretKeySpec(derived(own.get(), other, head), "AES");
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    secret,
                    new GCMParameterSpec(TAG_BITS, Base64.getDecoder().decode(iv)));
            cipher.updateAAD(head);
            return new Opened(cipher.doFinal(sealed), null);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Not the bytes that a device sealed; which of them differ is nobody's business.
            return new Opened(null, Fault.NOT_OPENED);
        }
    }

    /** Null where it is no JSON object. */
    private static @Nullable JsonFields fields(String text, Faults faults) {
        try {
            return JsonFields.of(JsonReader.read("", text), "An envelope", faults);
        } catch (FaultsException e) {
            return null;
        }
    }

    /** Read once: a key never changes, and a batch has many envelopes for one. */
    private Optional<PrivateKey> privateKey(String id) {
        PrivateKey there = known.get(id);
        if (there != null) {
            return Optional.of(there);
        }
        Optional<PrivateKey> found = id.matches("[0-9a-f]{32}") ? store.privateKey(id) : Optional.empty();
        found.ifPresent(key -> known.put(id, key));
        return found;
    }

    /** 256 bits by HKDF: extracted without salt, expanded by one block with the head as info. */
    private static byte[] derived(PrivateKey own, PublicKey other, byte[] head) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return hmac(hmac(new byte[32], agreement.generateSecret()), head, new byte[] {1});
    }

    private static byte[] hmac(byte[] key, byte[]... content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : content) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
