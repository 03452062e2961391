package org.kapsurvey.analysis.indicator;

import java.util.Locale;

/** What an indicator measures of people, or of the institutions that serve them. */
public enum KapComponent {
    EXPOSURE("Tiếp cận thông tin", "Exposure"),
    KNOWLEDGE("Kiến thức", "Knowledge"),
    ATTITUDE("Thái độ", "Attitude"),
    PRACTICE("Thực hành", "Practice"),
    INSTITUTIONAL("Cơ quan, đơn vị", "Institutions");

    private final String vi;
    private final String en;

    KapComponent(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    public Wording title() {
        return new Wording(vi, en);
    }

    /** The word in plan files, such as {@code exposure}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
