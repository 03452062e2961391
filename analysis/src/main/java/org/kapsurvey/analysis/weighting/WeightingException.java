package org.kapsurvey.analysis.weighting;

import java.util.List;

/** Weights can't be adjusted as asked; the message holds every finding, a line each. */
public final class WeightingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> findings;

    public WeightingException(List<String> findings) {
        super(String.join("\n", findings));
        this.findings = List.copyOf(findings);
    }

    public List<String> findings() {
        return findings;
    }

    /** The same with the name of what was to be weighted before each finding, as {@code Replicate 7: …}. */
    public WeightingException of(String what) {
        return new WeightingException(
                findings.stream().map(finding -> what + ": " + finding).toList());
    }
}
