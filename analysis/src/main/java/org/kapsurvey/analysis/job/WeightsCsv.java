package org.kapsurvey.analysis.job;

import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.questionnaire.number.Numbers;

/** The file {@code weights.csv}: the weight of each row before and after the calibration, rows from 1. */
public final class WeightsCsv {
    private WeightsCsv() {}

    /** The text of {@code weights.csv}. */
    public static String write(CalibratedWeights weights) {
        StringBuilder csv = new StringBuilder("row,initial,final\n");
        double[] initial = weights.initial();
        double[] calibrated = weights.calibrated();
        for (int row = 0; row < initial.length; row++) {
            csv.append(row + 1)
                    .append(',')
                    .append(Numbers.print(initial[row]))
                    .append(',')
                    .append(Numbers.print(calibrated[row]))
                    .append('\n');
        }
        return csv.toString();
    }
}
