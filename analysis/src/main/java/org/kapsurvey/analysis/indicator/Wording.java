package org.kapsurvey.analysis.indicator;

/** The same words in Vietnamese and in English. */
public record Wording(String vi, String en) {

    /** The words in a language: English for {@code en}, Vietnamese for every other. */
    public String in(String language) {
        return "en".equals(language) ? en : vi;
    }
}
