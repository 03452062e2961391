package org.kapsurvey.analysis.model;

import java.util.List;

/** A model that has no estimate on these rows. Every finding says what to do. */
public final class ModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // An immutable list of texts.
    private final List<String> findings;

    ModelException(List<String> findings) {
        super(String.join("\n", findings));
        this.findings = List.copyOf(findings);
    }

    /** What was found, each with its remedy. */
    public List<String> findings() {
        return findings;
    }
}
