package org.kapsurvey.api.interview;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.problem.Problems;

/** The header {@code Content-Digest: sha-256=:<base64>:} (RFC 9530); other algorithms beside it are passed over. */
final class ContentDigest {
    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?=,|$)");

    private ContentDigest() {}

    /** The 32 bytes that the header claims; problem 400.5 where it claims none. */
    static byte[] sha256(@Nullable String header) {
        Matcher found = SHA_256.matcher(header == null || header.length() > 1_000 ? "" : header);
        if (!found.find()) {
            throw Problems.MISSING_DIGEST.exception();
        }
        return Base64.getDecoder().decode(found.group(1));
    }
}
