package org.kapsurvey.analysis.spark;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** One session on two processors for all tests of the module. */
public final class TestSpark {
    private TestSpark() {}

    /** Opened at the first call, closed with the JVM. */
    public static SparkSession session() {
        return Sessions.open(Optional.of("local[2]"));
    }
}
