package org.kapsurvey.api.seal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a key that interviews are sealed for.
 *
 * @param id the first 16 bytes of the SHA-256 of the public key, as 32 hexadecimal digits
 * @param publicKey the point on P-256, uncompressed: 65 bytes in Base64
 * @param retiredAt null while it is in use
 */
public record SealingKey(
        String id,
        String publicKey,
        Instant madeAt,
        @Nullable Instant retiredAt) {}
