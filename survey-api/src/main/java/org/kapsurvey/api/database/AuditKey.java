package org.kapsurvey.api.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that the audit is sealed with. It lies beside the database, in the data folder, and never in it or in a backup of it: who can
 * change the rows must not be able to seal them. Safe for many threads.
 */
public final class AuditKey {
    /** In the data folder. */
    public static final String FILE = "audit-key";

    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final String id;

    private AuditKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, HMAC);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("kap audit key".getBytes(StandardCharsets.UTF_8));
            this.id = HexFormat.of().formatHex(Arrays.copyOf(digest.digest(bytes), 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The key of a data folder; a new one, that its owner alone can read, where there is none.
     *
     * @throws IllegalArgumentException if there can be none; the message says what to do
     */
    public static AuditKey make(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            try {
                // Only the folder itself is closed to others; those above it may be of common use.
                Files.createDirectories(folder.toAbsolutePath().resolveSibling("."));
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                write(file, HexFormat.of().formatHex(fresh) + "\n");
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "The key of the audit can't be written to " + file + ": " + e.getMessage()
                                + ". Name a folder that this user may write with --data.",
                        e);
            }
        }
        return of(file);
    }

    /** There when it is whole; of two who make it at once the second takes that of the first. */
    private static void write(Path file, String text) throws IOException {
        Path part = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            // Another was first.
        } finally {
            Files.delete(part);
        }
    }

    /**
     * The key in a file.
     *
     * @throws IllegalArgumentException if there is none; the message says what to do
     */
    public static AuditKey of(Path file) {
        try {
            byte[] bytes = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (bytes.length == BYTES) {
                return new AuditKey(bytes);
            }
            throw new IllegalArgumentException();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "The key of the audit is missing: " + file
                            + ". Name the data folder of the service with --data, or bring the file back.",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The key of the audit in " + file + " can't be read: " + e.getMessage()
                            + ". Run this as the user of the service.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file
                            + " is no key of an audit: it must hold 64 hexadecimal digits. Bring back the one that was made.",
                    e);
        }
    }

    /** By which an entry says with what it is sealed; tells nothing of the key. */
    public String id() {
        return id;
    }

    /** The seal of an entry that comes after one with the seal {@code previous}. */
    byte[] seal(byte[] previous, AuditEntry entry) {
        Mac mac = mac();
        mac.update(previous);
        mac.update(id.getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal(entry.canonical());
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
