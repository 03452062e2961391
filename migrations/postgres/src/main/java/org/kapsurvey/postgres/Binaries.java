package org.kapsurvey.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from the class path into a folder named by the archive's hash. */
final class Binaries {
    private Binaries() {}

    /** The folder that holds {@code bin/postgres}; unpacked there unless it is there already. */
    static Path unpackInto(Path folder) throws IOException {
        String archive = "/postgres-" + machine() + ".txz";
        Path unpacked = folder.resolve("postgresql-" + hash(archive));
        if (Files.exists(unpacked.resolve("bin/postgres"))) {
            return unpacked;
        }
        // Unpacked beside and renamed: a kill in between leaves no half of a server under the final name.
        Path fresh = folder.resolve("postgresql.new");
        delete(fresh);
        Files.createDirectories(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, fresh);
            }
        }
        delete(unpacked);
        Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
        return unpacked;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive of PostgreSQL leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, into.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, new FileVisitOption[0])) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static String hash(String archive) throws IOException {
        try (DigestInputStream stream = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream open(String archive) {
        InputStream stream = Binaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new PostgresException("No PostgreSQL for this machine is inside (" + archive.substring(1)
                    + "). Run a PostgreSQL 15 to 18 of your own and name it in KAP_DATABASE_URL.");
        }
        return stream;
    }

    private static String machine() {
        if (System.getProperty("os.name").startsWith("Mac")) {
            return "darwin-x86_64"; // universal: runs on both of Apple's processors
        }
        String machine = System.getProperty("os.arch");
        return switch (machine) {
            case "amd64" -> "linux-x86_64";
            case "aarch64" -> "linux-arm_64";
            default -> "linux-" + machine;
        };
    }
}
