package org.kapsurvey.api.backup;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kapsurvey.api.database.DatabaseAddress;
import org.kapsurvey.migrations.Migrations;

/** Writes everything that the database holds, as it is at one moment, while the service goes on. */
public final class Backup {
    private final DatabaseAddress from;
    private final List<RecipientStanzaWriter> recipients;

    /**
     * Nothing is done yet.
     *
     * @param recipients public keys, {@code age1…}; the secret key of any of them opens the file
     * @throws IllegalArgumentException if one is none
     */
    public Backup(DatabaseAddress from, List<String> recipients) {
        this.from = from;
        this.recipients = recipients.stream().map(BackupKey::recipient).toList();
    }

    /**
     * Writes the file; it is there when it is whole and on disk, and not before.
     *
     * @param file a new one
     * @param program the version of this program
     * @param progress a line now and then
     * @return the number of rows
     * @throws IllegalArgumentException if it is there already
     */
    public long write(Path file, String program, Consumer<String> progress) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already. Name another file.");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    part
                            + " is there: another backup is writing it, or was cut short. Delete it, or name another file.",
                    e);
        }
        try (channel) {
            long rows = write(channel, program, progress);
            channel.force(true);
            Files.move(part, file);
            return rows;
        } catch (SQLException e) {
            throw new IOException("The database can't be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(FileChannel file, String program, Consumer<String> progress)
            throws SQLException, IOException, GeneralSecurityException {
        try (Connection connection = from.source(0).getConnection();
                WritableByteChannel sealed = new StandardEncryptingChannelFactory()
                        .newEncryptingChannel(
                                Channels.newChannel(new Unclosed(Channels.newOutputStream(file))), recipients);
                ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(sealed), StandardCharsets.UTF_8)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                // Whoever may not see every row makes no backup of some.
                statement.execute("set local row_security = off");
            }
            BackupFile.Head head = head(connection, program);
            entry(zip, BackupFile.HEAD, head.json());
            Map<String, BackupTable.Sum> sums = new LinkedHashMap<>();
            long rows = 0;
            for (BackupTable table : head.tables()) {
                zip.putNextEntry(new ZipEntry(table.name() + BackupFile.ENDING));
                BackupTable.Sum sum = table.copyTo(connection, zip);
                zip.closeEntry();
                sums.put(table.name(), sum);
                rows += sum.rows();
                progress.accept(table.name() + ": " + sum.rows() + " rows");
            }
            entry(zip, BackupFile.SUMS, BackupFile.sums(sums));
            connection.rollback();
            return rows;
        }
    }

    private BackupFile.Head head(Connection connection, String program) throws SQLException {
        String schema = Objects.requireNonNull(Migrations.of(from.source(0)).current());
        try (Statement statement = connection.createStatement();
                ResultSet now = statement.executeQuery("select extract(epoch from now())")) {
            now.next();
            Instant moment = Instant.ofEpochSecond((long) now.getDouble(1)).truncatedTo(ChronoUnit.SECONDS);
            return new BackupFile.Head(schema, program, moment.toString(), BackupTable.all(connection));
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** The file is still to be forced to disk when the cipher has ended. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
