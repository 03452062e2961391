package org.kapsurvey.analysis.weighting;

import org.kapsurvey.analysis.codebook.Grouping;

/** Means over the rows of a cluster that have a weight, put in place of each row's own value. Other rows keep theirs. */
final class ClusterMeans {
    private final Grouping clusters;
    private final double[] weights;

    /** @param clusters of every row that has a weight */
    ClusterMeans(Grouping clusters, double[] weights) {
        this.clusters = clusters;
        this.weights = weights;
    }

    double[] of(double[] values) {
        double[] sums = new double[clusters.size()];
        int[] rows = new int[clusters.size()];
        for (int row = 0; row < values.length; row++) {
            if (weights[row] != 0) {
                sums[clusters.code(row)] += values[row];
                rows[clusters.code(row)]++;
            }
        }
        double[] means = values.clone();
        for (int row = 0; row < means.length; row++) {
            int cluster = clusters.code(row);
            means[row] = weights[row] == 0 ? values[row] : sums[cluster] / rows[cluster];
        }
        return means;
    }
}
