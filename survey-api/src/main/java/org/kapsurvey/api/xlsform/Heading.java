package org.kapsurvey.api.xlsform;

import java.util.Locale;
import java.util.Map;

/**
 * The heading of a column: {@code relevant}, {@code label::English (en)}, {@code kap::warning_message::Tiếng Việt (vi)}.
 *
 * @param key what stands below, in small letters; our own with {@code kap::} before it
 * @param language its code, as forms have it; empty where the heading names none
 */
record Heading(String key, String language) {
    /** Before the keys that only this project knows. */
    static final String OWN = "kap::";

    private static final Map<String, String> NAMES = Map.of("vi", "Tiếng Việt", "en", "English");
    private static final Map<String, String> CODES =
            Map.of("tiếng việt", "vi", "vietnamese", "vi", "tieng viet", "vi", "english", "en", "tiếng anh", "en");

    /** What authors write for a key, after older versions of XLSForm. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "relevance", "relevant",
            "calculate", "calculation",
            "readonly", "read_only",
            "caption", "label",
            "command", "type",
            "count", "repeat_count",
            "jr:count", "repeat_count",
            "constraint_msg", "constraint_message",
            "required_msg", "required_message");

    /** Reads a heading as authors write it: in any case, with blanks for {@code _}, with one colon or two before a language. */
    static Heading of(String written) {
        String text = written.strip();
        String prefix = text.toLowerCase(Locale.ROOT).startsWith(OWN) ? OWN : "";
        String rest = text.substring(prefix.length());
        int colons = rest.indexOf("::");
        int colon = rest.indexOf(':');
        if (colons >= 0) {
            return new Heading(prefix + key(rest.substring(0, colons)), language(rest.substring(colons + 2)));
        }
        if (colon > 0 && Columns.TEXTS.contains(prefix + key(rest.substring(0, colon)))) {
            return new Heading(prefix + key(rest.substring(0, colon)), language(rest.substring(colon + 1)));
        }
        return new Heading(prefix + key(rest), "");
    }

    /** The code of a language that is written {@code English (en)}, {@code English} or {@code en}. */
    static String language(String written) {
        String text = written.strip();
        int open = text.lastIndexOf('(');
        if (open >= 0 && text.endsWith(")")) {
            return text.substring(open + 1, text.length() - 1).strip();
        }
        return CODES.getOrDefault(text.toLowerCase(Locale.ROOT), text);
    }

    /** How other tools want a language written: its name, then its code in brackets. */
    static String languageName(String code) {
        return NAMES.getOrDefault(code, code) + " (" + code + ")";
    }

    /** As it stands in the first row of a sheet. */
    String written() {
        return language.isEmpty() ? key : key + "::" + languageName(language);
    }

    private static String key(String written) {
        String key = written.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
        return OTHER_WORDS.getOrDefault(key, key);
    }
}
