package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.kapsurvey.analysis.hash.ContentHash;

/** SHA-256 in hexadecimal digits. */
public final class Sha256 {
    private Sha256() {}

    static String of(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return of(bytes);
        }
    }

    /** Of all bytes of the stream, which is not closed. */
    public static String of(InputStream bytes) throws IOException {
        MessageDigest digest = ContentHash.digest();
        byte[] buffer = new byte[1 << 16];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
