package org.kapsurvey.api.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the head of the audit to a file in the data folder once a day, a line each, for whoever copies it to another place. */
public final class AuditHeads implements AutoCloseable {
    /** In the data folder. */
    public static final String FILE = "audit-heads";

    private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);

    private final Database database;
    private final Path file;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "audit-heads");
        thread.setDaemon(true);
        return thread;
    });

    private AuditHeads(Database database, Path folder) {
        this.database = database;
        this.file = folder.resolve(FILE);
    }

    /** Nothing is written yet. */
    static AuditHeads of(Database database, Path folder) {
        return new AuditHeads(database, folder);
    }

    /** Begins with the line of today, and looks every ten minutes whether there is a new day. */
    public static AuditHeads keep(Database database, Path folder) {
        AuditHeads heads = of(database, folder);
        var unused = heads.clock.scheduleWithFixedDelay(heads::write, 0, 10, TimeUnit.MINUTES); // until it is closed
        return heads;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void write() {
        try {
            write(Instant.now());
        } catch (IOException | RuntimeException e) {
            // Tried again in ten minutes; an audit without its line can still be checked against older ones.
            LOG.warn("The head of the audit could not be kept: {}", e.getClass().getName());
        }
    }

    /** Adds a line unless the last one is of an entry of this day (UTC), or of the last entry. */
    void write(Instant now) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        if (last.contains(" " + LocalDate.ofInstant(now, ZoneOffset.UTC) + "T")) {
            return;
        }
        Optional<AuditHead> head = AuditHead.now(database);
        if (head.isEmpty() || head.get().toString().equals(last)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((head.get() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }
}
