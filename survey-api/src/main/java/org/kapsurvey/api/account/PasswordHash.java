package org.kapsurvey.api.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.kapsurvey.api.problem.Problems;

/**
 * A password as it is kept: Argon2id (RFC 9106) as a PHC string, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. The
 * work is the least that OWASP ASVS 5.0 asks for: 19 MiB, two passes, one lane; about 40 ms. At most two are computed at
 * once, so that a flood of logins takes neither all memory nor both processors from the interviews that come in.
 */
final class PasswordHash {
    private static final int MEMORY = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]?),p=([1-9])"
                    + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore AT_ONCE = new Semaphore(2, true);
    private static final int MOST_SECONDS = 5;

    /** In KiB. */
    private final int memory;

    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memory = memory;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a new password with the work of today and a salt of its own. */
    static PasswordHash make(String password) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return new PasswordHash(MEMORY, PASSES, LANES, salt, compute(password, MEMORY, PASSES, LANES, salt, HASH));
    }

    /**
     * Reads the string that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is none; the message doesn't quote it
     */
    static PasswordHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A kept password is no PHC string of Argon2id.");
        }
        return new PasswordHash(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Base64.getDecoder().decode(parts.group(4)),
                Base64.getDecoder().decode(parts.group(5)));
    }

    /** Whether it is the hash of that password. */
    boolean matches(String password) {
        // Of a time that doesn't depend on where they differ.
        return MessageDigest.isEqual(hash, compute(password, memory, passes, lanes, salt, hash.length));
    }

    /** Whether less work was done for it than is done today: it is then made anew when the password is known, at a login. */
    boolean isWeak() {
        return memory < MEMORY || passes < PASSES || salt.length < SALT || hash.length < HASH;
    }

    /** The PHC string. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /** The one form in which a password is measured, hashed and compared: keyboards write the same letter differently. */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static byte[] compute(String password, int memory, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        try {
            if (!AT_ONCE.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw Problems.BUSY.exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.BUSY.exception(e);
        }
        try {
            argon.generateBytes(normalized(password).getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            AT_ONCE.release();
        }
        return hash;
    }
}
