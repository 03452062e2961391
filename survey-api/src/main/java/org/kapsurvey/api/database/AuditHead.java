package org.kapsurvey.api.database;

import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of the audit at some moment. Kept elsewhere, it tells whether the audit was cut off later.
 *
 * @param number of the entry; 0 where only its seal is known
 * @param hash its seal, 64 hexadecimal digits
 * @param at when it was written; null where that is not known
 */
public record AuditHead(long number, String hash, @Nullable Instant at) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,17}) ([0-9a-f]{64})( \\S+)?");

    /** The end of the audit now; none in a database where nothing was done yet. */
    public static Optional<AuditHead> now(Database database) {
        return database.read(tables -> tables.select(AUDIT.AUDIT_ID, AUDIT.HASH, AUDIT.AT)
                        .from(AUDIT)
                        .orderBy(AUDIT.AUDIT_ID.desc())
                        .limit(1)
                        .fetchOptional())
                .filter(row -> row.value2().length > 0)
                .map(row -> new AuditHead(
                        row.value1(),
                        HexFormat.of().formatHex(row.value2()),
                        row.value3().toInstant()));
    }

    /**
     * Those that were kept: a seal, or a file of lines as {@link #toString} writes them.
     *
     * @throws IllegalArgumentException if it is neither; the message says what to do
     */
    public static List<AuditHead> kept(String hashOrFile) throws IOException {
        if (HASH.matcher(hashOrFile).matches()) {
            return List.of(new AuditHead(0, hashOrFile, null));
        }
        Path file = Path.of(hashOrFile);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "--head must be a file of lines from ./kap audit head, or one hash of 64 digits; there is no file "
                            + file + ".");
        }
        List<AuditHead> heads = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    Matcher parts = LINE.matcher(line);
                    if (!parts.matches()) {
                        throw new IllegalArgumentException("Every line of " + file
                                + " must be a number, a hash and a time, as ./kap audit head prints them.");
                    }
                    return new AuditHead(Long.parseLong(parts.group(1)), parts.group(2), null);
                })
                .toList();
        if (heads.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no line from ./kap audit head.");
        }
        return heads;
    }

    /** The line that is kept elsewhere: number, seal and time, parted by blanks. */
    @Override
    public String toString() {
        return number + " " + hash + (at == null ? "" : " " + at.truncatedTo(ChronoUnit.SECONDS));
    }
}
