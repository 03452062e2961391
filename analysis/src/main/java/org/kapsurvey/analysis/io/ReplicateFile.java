package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.kapsurvey.analysis.replicates.CarriedReplicates;
import org.kapsurvey.analysis.replicates.RowFactors;

/**
 * Replicates as a file, written as a stream and mapped when read: docs/formats.md, "Replicate factors". Single precision, 4 bytes
 * for each row and replicate, in the order of the bytes of x86 and ARM (little-endian), replicate after replicate.
 */
public final class ReplicateFile {
    private ReplicateFile() {}

    /**
     * Writes the factors on the full sample's weights; a file of that name is replaced.
     *
     * @param done told after each replicate how many are written
     * @throws org.kapsurvey.analysis.weighting.WeightingException if a replicate can't be weighted; the file is then not whole
     */
    public static void write(Path file, CarriedReplicates replicates, IntConsumer done) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(replicates.rows() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            replicates.forEach((replicate, factors) -> {
                bytes.clear();
                bytes.asFloatBuffer().put(factors);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                done.accept(replicate + 1);
            });
        }
    }

    /** Writes factors that are there already. */
    public static void write(RowFactors factors, OutputStream out) throws IOException {
        float[] ofRows = new float[factors.rows()];
        for (int replicate = 0; replicate < factors.replicates(); replicate++) {
            for (int row = 0; row < ofRows.length; row++) {
                ofRows[row] = factors.factor(replicate, row);
            }
            out.write(bytes(ofRows));
        }
    }

    /** The bytes of a replicate as they stand in the file. */
    public static byte[] bytes(float[] factors) {
        byte[] bytes = new byte[factors.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(factors);
        return bytes;
    }

    /** A replicate from its bytes. */
    public static FloatBuffer factors(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /**
     * Maps a file.
     *
     * @param rows 1 or more; of the data
     * @throws IllegalArgumentException if the file's length is no multiple of that of a replicate
     */
    public static RowFactors read(Path file, int rows) throws IOException {
        long length = (long) rows * Float.BYTES;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() % length != 0) {
                throw new IllegalArgumentException(channel.size() + " bytes for " + rows + " rows");
            }
            List<FloatBuffer> replicates = new ArrayList<>();
            for (long from = 0; from < channel.size(); from += length) {
                replicates.add(channel.map(FileChannel.MapMode.READ_ONLY, from, length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
            }
            return new RowFactors(rows, replicates);
        }
    }
}
