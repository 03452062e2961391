package org.kapsurvey.api.interview;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of one interview as the device sent them, and their SHA-256. */
final class Payload {
    private final byte[] bytes;
    private final byte[] digest;

    Payload(byte[] bytes) {
        this.bytes = bytes.clone();
        try {
            this.digest = MessageDigest.getInstance("SHA-256").digest(this.bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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
