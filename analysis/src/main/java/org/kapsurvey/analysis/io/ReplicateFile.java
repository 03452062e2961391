package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.replicates.RakedReplicates;

/**
 * Replicates as a file, written as a stream: docs/formats.md, "Replicate factors". Single precision, 4 bytes for each row and
 * replicate, in the order of the bytes of x86 and ARM (little-endian), replicate after replicate.
 */
public final class ReplicateFile {
    /** So many rows are made at a time, by as many processors as there are. */
    private static final int BLOCK = 1 << 16;

    private ReplicateFile() {}

    /**
     * Writes the factors on the full sample's weights; a file of that name is replaced.
     *
     * @param done told after each replicate how many are written
     */
    public static void write(Path file, RakedReplicates replicates, IntConsumer done) throws IOException {
        int blocks = (replicates.rows() + BLOCK - 1) / BLOCK;
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(replicates.rows() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int replicate = 0; replicate < replicates.replicates(); replicate++) {
                int current = replicate;
                IntStream.range(0, blocks).parallel().forEach(block -> {
                    int from = block * BLOCK;
                    float[] factors = new float[Math.min(BLOCK, replicates.rows() - from)];
                    replicates.factors(current, from, factors);
                    bytes.slice(from * Float.BYTES, factors.length * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .put(factors);
                });
                bytes.clear();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                done.accept(replicate + 1);
            }
        }
    }
}
