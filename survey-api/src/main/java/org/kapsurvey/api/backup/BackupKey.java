package org.kapsurvey.api.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The two keys of a backup: with the public one, {@code age1…}, anybody can make backups and nobody read them; the secret one opens them and
 * is not needed, and should not lie, on the server. Keys and files are those of <a href="https://age-encryption.org/v1">age</a>.
 */
public final class BackupKey {
    private static final String SECRET = "AGE-SECRET-KEY-1";

    private BackupKey() {}

    /**
     * Makes a pair and writes the secret key to a new file that its owner alone can read.
     *
     * @return the public key
     * @throws IllegalArgumentException if the file is there already
     */
    public static String make(Path file) throws IOException {
        KeyPair pair;
        try {
            pair = new X25519KeyPairGenerator().generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        String recipient = new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII);
        String text = "# public key: " + recipient + "\n"
                + new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII) + "\n";
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    file + " is there already. Name another file: whoever loses a key loses the backups made for it.",
                    e);
        }
        return recipient;
    }

    /** @throws IllegalArgumentException if it is no public key */
    static RecipientStanzaWriter recipient(String key) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key.strip());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key.strip().startsWith(SECRET)
                            ? "--to takes the public key (age1…), not the secret one, which should not be here."
                            : "\"" + key.strip()
                                    + "\" is no public key. ./kap backup-key FILE makes one and prints it; it begins with age1.");
        }
    }

    /**
     * The secret keys of a file, one a line; lines that begin with # are left out.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    static List<RecipientStanzaReader> secrets(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(SECRET))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + file + ".", e);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " holds no secret key (" + SECRET + "…). Name the file that ./kap" + " backup-key made.");
        }
        try {
            List<RecipientStanzaReader> readers = new ArrayList<>();
            for (String line : lines) {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line));
            }
            return readers;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Its own message may quote the key.
            throw new IllegalArgumentException("The secret key in " + file + " is damaged. Take another copy of it.");
        }
    }
}
