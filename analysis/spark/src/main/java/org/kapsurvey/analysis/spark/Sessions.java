package org.kapsurvey.analysis.spark;

import java.io.File;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Sessions with the settings that a job rests on; how much memory and how many machines there are is left to Spark's own. */
final class Sessions {
    private Sessions() {}

    /** @param master empty for that of {@code spark-submit}, or all processors of this machine */
    static SparkSession open(Optional<String> master) {
        SparkConf conf = new SparkConf();
        String chosen = master.orElse(conf.get("spark.master", "local[*]"));
        SparkSession.Builder builder = SparkSession.builder()
                .appName("KAP Survey")
                .master(chosen)
                .config("spark.sql.caseSensitive", true)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.ui.enabled", conf.getBoolean("spark.ui.enabled", false))
                .config("spark.ui.showConsoleProgress", false)
                // The totals are as large as a job in memory has them; JobBinding refuses more.
                .config("spark.driver.maxResultSize", conf.get("spark.driver.maxResultSize", "0"));
        String program = System.getProperty("kap.program", "");
        String[] jars = program.isEmpty() ? null : new File(program).list((folder, name) -> name.endsWith(".jar"));
        if (jars != null && !chosen.startsWith("local")) {
            // What the launcher has on its class path, for the other machines.
            builder.config(
                    "spark.jars",
                    Stream.of(jars).map(name -> program + "/" + name).collect(Collectors.joining(",")));
        }
        if (chosen.startsWith("local")) {
            builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1");
        }
        SparkSession session = builder.getOrCreate();
        if (!conf.contains("spark.sql.shuffle.partitions")) {
            // Spark's own 200 are many for the few sums that are left after each partition has added up its own.
            int processors = session.sparkContext().defaultParallelism();
            session.conf().set("spark.sql.shuffle.partitions", (long) processors * 2);
        }
        return session;
    }
}
