package org.kapsurvey.api.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/**
 * What was acknowledged: a file with a receipt on each line, written before the device that got it sends anything else. Safe for threads.
 */
final class Ledger implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private List<Receipt> news = new ArrayList<>();
    private long count;

    /** A receipt that a device has read. */
    record Receipt(UUID id, String sha256, Instant receivedAt, String json) {
        static Receipt of(String json) {
            Faults faults = new Faults();
            JsonFields fields = JsonFields.of(JsonReader.read("receipt", json), "A receipt", faults);
            Receipt receipt = new Receipt(
                    UUID.fromString(fields.text("interview")),
                    fields.text("sha256"),
                    Instant.parse(fields.text("receivedAt")),
                    json);
            faults.throwIfAny();
            return receipt;
        }
    }

    Ledger(Path file) throws IOException {
        this.file = file;
        this.out = Files.newOutputStream(file);
    }

    synchronized void add(List<Receipt> receipts) throws IOException {
        StringBuilder lines = new StringBuilder();
        receipts.forEach(one -> lines.append(one.json).append('\n'));
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        news.addAll(receipts);
        count += receipts.size();
    }

    synchronized long count() {
        return count;
    }

    /** Those that were added since this was asked last. */
    synchronized List<Receipt> news() {
        List<Receipt> found = news;
        news = new ArrayList<>();
        return found;
    }

    /** All, as they stand in the file. */
    synchronized List<Receipt> all() throws IOException {
        return Files.readAllLines(file).stream().map(Receipt::of).toList();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
