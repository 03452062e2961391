package org.kapsurvey.api.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A backup as a file: an <a href="https://age-encryption.org/v1">age</a> file of a zip archive of {@value #HEAD}, a {@code TABLE.copy} for each
 * table as {@code COPY} writes it, and {@value #SUMS} with the number and the SHA-256 of the rows of each. See {@code docs/formats.md}.
 */
final class BackupFile {
    static final String HEAD = "backup.json";
    static final String SUMS = "sums.json";
    static final String ENDING = ".copy";
    private static final int FORMAT = 1;

    private final Path file;
    private final List<RecipientStanzaReader> secrets;

    BackupFile(Path file, List<RecipientStanzaReader> secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /**
     * What stands first.
     *
     * @param schema the version of the newest migration
     * @param program the version that wrote it
     * @param takenAt the moment of the database that is kept
     */
    record Head(String schema, String program, String takenAt, List<BackupTable> tables) {
        String json() {
            JsonWriter json = new JsonWriter().beginObject().name("format").value(FORMAT);
            json.name("schema").value(schema).name("program").value(program);
            json.name("takenAt").value(takenAt).name("tables").beginArray();
            for (BackupTable table : tables) {
                json.beginObject()
                        .name("name")
                        .value(table.name())
                        .name("columns")
                        .beginArray();
                table.columns().forEach(json::value);
                json.endArray().name("order").beginArray();
                table.order().forEach(json::value);
                json.endArray().endObject();
            }
            return json.endArray().endObject().toString();
        }

        static Head of(String text) {
            Faults faults = new Faults();
            JsonFields fields = JsonFields.of(JsonReader.read(HEAD, text), HEAD, faults);
            fields.integer("format", FORMAT, FORMAT);
            List<BackupTable> tables = new ArrayList<>();
            for (JsonFields one : fields.objects("tables")) {
                tables.add(new BackupTable(one.text("name"), one.texts("columns"), one.texts("order")));
            }
            Head head = new Head(fields.text("schema"), fields.text("program"), fields.text("takenAt"), tables);
            faults.throwIfAny();
            return head;
        }
    }

    static String sums(Map<String, BackupTable.Sum> sums) {
        JsonWriter json = new JsonWriter().beginObject();
        sums.forEach((name, sum) -> json.name(name)
                .beginObject()
                .name("rows")
                .raw(Long.toString(sum.rows()))
                .name("sha256")
                .value(sum.sha256())
                .endObject());
        return json.endObject().toString();
    }

    private static Map<String, BackupTable.Sum> sumsOf(String text, List<BackupTable> tables) {
        Faults faults = new Faults();
        JsonFields fields = JsonFields.of(JsonReader.read(SUMS, text), SUMS, faults);
        Map<String, BackupTable.Sum> sums = new LinkedHashMap<>();
        for (BackupTable table : tables) {
            JsonFields one = fields.fields(table.name());
            sums.put(table.name(), new BackupTable.Sum((long) one.number("rows"), one.text("sha256")));
        }
        fields.refuseUnknown();
        faults.throwIfAny();
        return sums;
    }

    /** What is done with what stands first. */
    interface Beginning {
        void head(Head head) throws Exception;
    }

    /** What is done with the rows of one table; what is left unread is passed over. */
    interface Rows {
        void table(BackupTable table, InputStream rows) throws Exception;
    }

    /**
     * Reads all of it, to the last byte.
     *
     * @return the sums that stand at its end, which are those of the rows that were read
     * @throws IllegalArgumentException if it is no backup, another's, cut off or changed; the message says what to do
     */
    Map<String, BackupTable.Sum> read(Beginning beginning, Rows rows) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream open = new Damage(new BufferedInputStream(
                        Channels.newInputStream(
                                new StandardDecryptingChannelFactory().newDecryptingChannel(channel, secrets)),
                        1 << 16));
                ZipInputStream zip = new ZipInputStream(open, StandardCharsets.UTF_8)) {
            Head head = Head.of(text(zip, HEAD));
            beginning.head(head);
            Map<String, String> found = new LinkedHashMap<>();
            for (BackupTable table : head.tables()) {
                next(zip, table.name() + ENDING);
                MessageDigest digest = BackupTable.sha256();
                DigestInputStream in = new DigestInputStream(zip, digest);
                rows.table(table, new Unclosed(in));
                in.transferTo(OutputStream.nullOutputStream());
                found.put(table.name(), HexFormat.of().formatHex(digest.digest()));
            }
            Map<String, BackupTable.Sum> sums = sumsOf(text(zip, SUMS), head.tables());
            for (Map.Entry<String, BackupTable.Sum> sum : sums.entrySet()) {
                if (!sum.getValue().sha256().equals(found.get(sum.getKey()))) {
                    throw damaged(null);
                }
            }
            if (zip.getNextEntry() != null) {
                throw damaged(null);
            }
            // The last part of the cipher, by which it is known that nothing was cut off.
            open.transferTo(OutputStream.nullOutputStream());
            return sums;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + file + ".", e);
        } catch (FaultsException | Damaged e) {
            throw damaged(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    file
                            + " is not a backup for this key, or its beginning is damaged. Take the secret key of the public one that it"
                            + " was made for, or another copy of the backup.",
                    e);
        }
    }

    private IllegalArgumentException damaged(@Nullable Exception cause) {
        return new IllegalArgumentException(file + " is damaged or cut off. Take another copy of it.", cause);
    }

    private static String text(ZipInputStream zip, String name) throws IOException {
        next(zip, name);
        return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void next(ZipInputStream zip, String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new Damaged(null);
        }
    }

    /** The file can't be read as what it is; other faults while reading are the reader's. */
    private static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(@Nullable Throwable cause) {
            super(cause);
        }
    }

    /** Whatever goes wrong below is damage. */
    private static final class Damage extends FilterInputStream {
        Damage(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException | RuntimeException e) {
                throw new Damaged(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException | RuntimeException e) {
                throw new Damaged(e);
            }
        }
    }

    /** Whoever reads the rows of a table must not close the file. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
