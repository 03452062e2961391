package org.kapsurvey.analysis.io;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The distinct texts of a column, found by their characters without making a String of every cell. */
final class TextLevels {
    /** Below this code point every text is in NFC. */
    private static final char FIRST_COMBINING = '\u0300';

    private final List<String> levels = new ArrayList<>();
    private int[] slots = emptySlots(64);

    /** The number of the text's level after NFC, a new one if it has not been seen. */
    int code(char[] cell, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (cell[i] >= FIRST_COMBINING) {
                String text = new String(cell, offset, length);
                char[] composed =
                        Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray();
                return find(composed, 0, composed.length);
            }
        }
        return find(cell, offset, length);
    }

    List<String> levels() {
        return levels;
    }

    private int find(char[] cell, int offset, int length) {
        int slot = hash(cell, offset, length) & (slots.length - 1);
        while (slots[slot] >= 0) {
            if (equal(levels.get(slots[slot]), cell, offset, length)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        int code = levels.size();
        levels.add(new String(cell, offset, length));
        slots[slot] = code;
        if (levels.size() * 2 > slots.length) {
            grow();
        }
        return code;
    }

    private void grow() {
        int[] larger = emptySlots(slots.length * 2);
        for (int code = 0; code < levels.size(); code++) {
            char[] level = levels.get(code).toCharArray();
            int slot = hash(level, 0, level.length) & (larger.length - 1);
            while (larger[slot] >= 0) {
                slot = (slot + 1) & (larger.length - 1);
            }
            larger[slot] = code;
        }
        slots = larger;
    }

    private static int[] emptySlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, -1);
        return slots;
    }

    private static boolean equal(String level, char[] cell, int offset, int length) {
        if (level.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (level.charAt(i) != cell[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(char[] cell, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + cell[i];
        }
        return hash ^ (hash >>> 15);
    }
}
