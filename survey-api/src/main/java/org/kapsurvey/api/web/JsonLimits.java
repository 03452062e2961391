package org.kapsurvey.api.web;

/**
 * Bounds on JSON from outside, looked at in one pass before it is parsed: a small body must not cost much. Text that is
 * not JSON passes through; the reader reports it.
 */
public final class JsonLimits {
    private static final int DEPTH = 32;
    private static final int TEXT = 64 * 1024;
    private static final int NUMBER = 64;
    private static final int TOKENS = 200_000;

    private JsonLimits() {}

    /** Whether nesting, the longest text, the longest number and the count of values and keys are all within bounds. */
    public static boolean hold(String json) {
        int depth = 0;
        int tokens = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                int end = endOfText(json, i);
                if (end - i > TEXT || ++tokens > TOKENS) {
                    return false;
                }
                i = end;
            } else if (c == '{' || c == '[') {
                if (++depth > DEPTH || ++tokens > TOKENS) {
                    return false;
                }
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == '-' || (c >= '0' && c <= '9')) {
                int end = endOfWord(json, i);
                if (end - i > NUMBER || ++tokens > TOKENS) {
                    return false;
                }
                i = end - 1;
            } else if (c == ',' && ++tokens > TOKENS) {
                return false;
            }
        }
        return true;
    }

    private static int endOfText(String json, int start) {
        for (int i = start + 1; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return json.length();
    }

    private static int endOfWord(String json, int start) {
        int i = start;
        while (i < json.length() && "+-.0123456789eE".indexOf(json.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
