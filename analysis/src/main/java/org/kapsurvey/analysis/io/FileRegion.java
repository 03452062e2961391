package org.kapsurvey.analysis.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Some whole lines of a file: the bytes from {@code start} up to but not including {@code end}. */
record FileRegion(Path path, long start, long end) {
    private static final int BUFFER = 1 << 16;

    /** The file's first line alone, then the rest in regions of about a size, each ending behind a line feed. */
    static List<FileRegion> headerAndLines(Path path, long size) throws IOException {
        List<FileRegion> regions = new ArrayList<>();
        try (FileChannel file = FileChannel.open(path)) {
            long start = 0;
            while (start < file.size()) {
                long end = behindLineFeed(file, regions.isEmpty() ? 0 : start + size);
                regions.add(new FileRegion(path, start, end));
                start = end;
            }
        }
        return regions;
    }

    private static long behindLineFeed(FileChannel file, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = from;
        while (file.read(buffer.clear(), at) > 0) {
            buffer.flip();
            for (int i = 0; i < buffer.limit(); i++) {
                if (buffer.get(i) == '\n') {
                    return at + i + 1;
                }
            }
            at += buffer.limit();
        }
        return file.size();
    }

    InputStream open() throws IOException {
        FileChannel file = FileChannel.open(path);
        return new Bounded(Channels.newInputStream(file.position(start)), end - start);
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream bytes, long length) {
            super(bytes);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}
