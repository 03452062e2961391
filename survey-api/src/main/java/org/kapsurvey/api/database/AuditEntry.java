package org.kapsurvey.api.database;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit as it is sealed.
 *
 * @param number the entries of a chain are numbered one after the other
 * @param at in microseconds, as PostgreSQL keeps it
 * @param details hashes, states and reasons; never an answer
 */
record AuditEntry(
        long number,
        OffsetDateTime at,
        String actor,
        String action,
        @Nullable UUID interview,
        @Nullable Integer revision,
        Map<String, String> details) {

    /** Its bytes, of which no two different entries have the same: every text has its length before it, details are in the order of their names. */
    byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(number);
            out.writeLong(at.toEpochSecond());
            out.writeInt(at.getNano() / 1_000);
            write(out, actor);
            write(out, action);
            out.writeBoolean(interview != null);
            if (interview != null) {
                out.writeLong(interview.getMostSignificantBits());
                out.writeLong(interview.getLeastSignificantBits());
            }
            out.writeBoolean(revision != null);
            if (revision != null) {
                out.writeInt(revision);
            }
            out.writeInt(details.size());
            for (Map.Entry<String, String> detail : new TreeMap<>(details).entrySet()) {
                write(out, detail.getKey());
                write(out, detail.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
