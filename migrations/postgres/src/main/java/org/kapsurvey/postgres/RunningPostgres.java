package org.kapsurvey.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server that another program runs in a folder; see {@link Postgres} for what lies there.
 *
 * @param port on 127.0.0.1
 */
public record RunningPostgres(int port, String password) {
    private static final Duration START = Duration.ofSeconds(60);

    /** Whether a server was ever set up in the folder. */
    public static boolean isSetUp(Path folder) {
        return Files.isDirectory(folder.resolve("cluster"));
    }

    /**
     * The server of the program that uses the folder; empty if none does, and then the server can be started here. Waits for
     * one that is just starting.
     *
     * @throws PostgresException if the folder can't be read, or its server does not become ready
     */
    public static Optional<RunningPostgres> in(Path folder) {
        long deadline = System.nanoTime() + START.toNanos();
        try {
            while (isUsed(folder)) {
                List<String> lines = lines(folder.resolve("cluster").resolve("postmaster.pid"));
                List<String> password = lines(folder.resolve("password"));
                // As Postgres.start waits for it: line 8 says when the server takes connections, line 4 where.
                if (lines.size() >= 8 && lines.get(7).strip().equals("ready") && !password.isEmpty()) {
                    return Optional.of(new RunningPostgres(
                            Integer.parseInt(lines.get(3).strip()),
                            password.get(0).strip()));
                }
                if (System.nanoTime() > deadline) {
                    throw new PostgresException("Another KAP Survey uses the data in " + folder
                            + ", but its database does not answer. Wait until it has started, or stop it.");
                }
                Thread.sleep(100);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new PostgresException(
                    "The data in " + folder + " can't be read: " + e.getMessage() + ". Check whose it is.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("Interrupted while waiting for PostgreSQL.", e);
        }
    }

    private static boolean isUsed(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL at 127.0.0.1:" + port;
    }
}
