package org.kapsurvey.analysis.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.kapsurvey.analysis.io.Sha256;
import org.kapsurvey.analysis.job.RunJson;

/** The hash of every file that was read, made where the files are. */
final class Hashes {
    private Hashes() {}

    static List<RunJson.Input> of(SparkSession spark, List<DataFiles.Input> inputs) {
        List<DataFiles.File> files = new ArrayList<>();
        inputs.forEach(input -> files.addAll(input.files()));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration configuration = new SerializableConfiguration(context.hadoopConfiguration());
        List<String> paths = files.stream().map(DataFiles.File::path).toList();
        List<String> hashes = context.parallelize(paths, paths.size())
                .map(path -> hash(path, configuration))
                .collect();
        List<RunJson.Input> hashed = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            hashed.add(new RunJson.Input(files.get(i).name(), hashes.get(i)));
        }
        return hashed;
    }

    private static String hash(String path, SerializableConfiguration configuration) throws IOException {
        Path file = new Path(path);
        try (InputStream bytes = file.getFileSystem(configuration.value()).open(file)) {
            return Sha256.of(bytes);
        }
    }
}
