package org.kapsurvey.analysis.design;

import java.util.List;

/** The design, or the frame that a sample is drawn from, cannot be used; the message holds every finding, a line each. */
public final class DesignException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> findings;

    public DesignException(List<String> findings) {
        super(String.join("\n", findings));
        this.findings = List.copyOf(findings);
    }

    public List<String> findings() {
        return findings;
    }
}
