package org.kapsurvey.analysis.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.design.SurveyDesign;

/** The unit that totals are kept by, and the weight where the design has no column of weights, by the labels of wave, stratum and PSU. */
final class Units implements Serializable {
    private static final long serialVersionUID = 1;

    private final DesignColumns columns;
    private final Map<List<String>, Integer> units = new HashMap<>();
    private final Map<List<String>, Double> weights = new HashMap<>();

    /** @param design of a row for each key */
    Units(DesignColumns columns, List<Occurring.DesignKey> keys, SurveyDesign design) {
        this.columns = columns;
        for (int row = 0; row < keys.size(); row++) {
            List<String> labels = List.copyOf(
                    keys.get(row).values().subList(0, columns.labels().size()));
            units.put(labels, design.unitOfRow()[row]);
            weights.put(labels, design.weight(row));
        }
    }

    List<String> labels() {
        return columns.labels();
    }

    /** The column of weights; null without one. */
    @Nullable
    String weights() {
        return columns.weights().isEmpty() ? null : columns.weights().get(0);
    }

    int unit(List<String> labels) {
        Integer unit = units.get(labels);
        if (unit == null) {
            throw new IllegalStateException("The data has a PSU that it had not a moment ago");
        }
        return unit;
    }

    /** The weight of all rows of the labels, where there is no column of weights. */
    double weight(List<String> labels) {
        return weights.getOrDefault(labels, 0.0);
    }
}
