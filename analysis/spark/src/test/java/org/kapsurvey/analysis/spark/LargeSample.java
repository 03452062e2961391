package org.kapsurvey.analysis.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.ProjectFiles;

/** Made-up interviews from a seed, in CSV files: 100 strata of 20 PSUs in no order, 4 items with gaps, 3 groupings. */
final class LargeSample {
    private static final List<String> AREAS = List.of("thành thị", "nông thôn", "hải đảo");
    private static final List<String> EDUCATIONS = List.of("không", "tiểu học", "trung học", "đại học");

    private LargeSample() {}

    /** A folder that is not there yet, for files too large for the machine's temporary ones. */
    static Path folder() throws IOException {
        Path target = ProjectFiles.root().resolve("analysis/spark/target");
        return Files.createTempDirectory(Files.createDirectories(target), "large");
    }

    /** Writes {@code files} files of {@code rows} rows each into {@code folder/data}. */
    static Path write(Path folder, int files, int rows, long seed) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        IntStream.range(0, files).parallel().forEach(file -> {
            try (Writer csv = Files.newBufferedWriter(data.resolve("part-%02d.csv".formatted(file)))) {
                SplittableRandom random = new SplittableRandom(seed + file);
                csv.write("stratum,psu,w,area,education,age,k1,k2,k3,score\n");
                StringBuilder line = new StringBuilder();
                for (int row = 0; row < rows; row++) {
                    line.setLength(0);
                    csv.append(line(line, random));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return data;
    }

    private static StringBuilder line(StringBuilder line, SplittableRandom random) {
        int psu = random.nextInt(2000);
        double weight = psu % 7 == 0 && random.nextInt(50) == 0 ? 0 : 20 + psu % 13 + random.nextInt(1000) / 1000.0;
        line.append('S').append(psu / 20).append(",P").append(psu).append(',').append(weight);
        line.append(',').append(AREAS.get(random.nextInt(3)));
        line.append(',').append(random.nextInt(40) == 0 ? "" : EDUCATIONS.get(random.nextInt(4)));
        line.append(',').append(15 + random.nextInt(35));
        double share = 0.3 + psu % 17 / 40.0;
        for (int item = 0; item < 3; item++) {
            line.append(',').append(random.nextInt(60) == 0 ? "99" : random.nextDouble() < share ? "1" : "0");
        }
        return line.append(',').append(random.nextInt(1001) / 10.0).append('\n');
    }
}
