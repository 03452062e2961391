package org.kapsurvey.api.interview;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.kapsurvey.api.hash.Sha256;

/** The bytes of one interview as the device sent them, and their SHA-256. */
final class Payload {
    private final byte[] bytes;
    private final byte[] digest;

    Payload(byte[] bytes) {
        this.bytes = bytes.clone();
        this.digest = Sha256.of(this.bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String sha256() {
        return HexFormat.of().formatHex(digest);
    }

    boolean hasDigest(byte[] claimed) {
        return MessageDigest.isEqual(digest, claimed);
    }
}
