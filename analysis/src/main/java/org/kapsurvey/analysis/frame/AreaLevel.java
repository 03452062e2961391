package org.kapsurvey.analysis.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The levels of areas, from above; an area's parent is of the level above its own. */
public enum AreaLevel {
    /** Tỉnh, thành phố: of the two tiers of local government the upper. */
    PROVINCE("province", "tỉnh, thành phố", "province"),
    /** Xã, phường, đặc khu: the lower tier. */
    COMMUNE("commune", "xã, phường, đặc khu", "commune"),
    /** Thôn, tổ dân phố: no tier of government, but what people are listed by. */
    RESIDENTIAL_GROUP("residential_group", "thôn, tổ dân phố", "residential group");

    private final String word;
    private final String vietnamese;
    private final String english;

    AreaLevel(String word, String vietnamese, String english) {
        this.word = word;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** The level's name in files. */
    public String word() {
        return word;
    }

    /** The level's name for a reader: English for {@code en}, Vietnamese for every other language. */
    public String in(String language) {
        return "en".equals(language) ? english : vietnamese;
    }

    /** The level of a name in files; empty if there is none of it. */
    public static Optional<AreaLevel> of(String word) {
        return Arrays.stream(values()).filter(level -> level.word.equals(word)).findFirst();
    }

    /** The names in files, from above. */
    public static List<String> words() {
        return Arrays.stream(values()).map(AreaLevel::word).toList();
    }

    /** The level of an area's parent; empty for a province. */
    public Optional<AreaLevel> above() {
        return switch (this) {
            case PROVINCE -> Optional.empty();
            case COMMUNE -> Optional.of(PROVINCE);
            case RESIDENTIAL_GROUP -> Optional.of(COMMUNE);
        };
    }
}
