package org.kapsurvey.analysis.scale;

/** What an item analysis points out; nothing is left out of a score for it. */
public enum ScaleFlag {
    /** α below 0.6. */
    ALPHA_POOR("alpha-poor"),
    /** α from 0.6 to below 0.7. */
    ALPHA_LOW("alpha-low"),
    /** α above 0.95: items ask the same. */
    ALPHA_REDUNDANT("alpha-redundant"),
    /** Fewer than 20 % have an item of 0 and 1 right. */
    TOO_HARD("too-hard"),
    /** More than 90 % have it right. */
    TOO_EASY("too-easy"),
    /** A correlation with the other items below 0.2. */
    WEAK_ITEM("weak-item"),
    /** A negative one: the key may name the wrong answer, or an item lack its "reverse". */
    KEY_ERROR("key-error");

    private final String code;

    ScaleFlag(String code) {
        this.code = code;
    }

    /** As in {@code scales.csv}. */
    public String code() {
        return code;
    }
}
