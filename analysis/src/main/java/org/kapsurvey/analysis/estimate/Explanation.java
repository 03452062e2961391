package org.kapsurvey.analysis.estimate;

import java.util.List;

/** How a number came about: a line, and under it the lines that it rests on. */
public record Explanation(String text, List<Explanation> parts) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    public static Explanation of(String text, Explanation... parts) {
        return new Explanation(text, List.of(parts));
    }

    /** The tree as text, a line each, indented by two blanks a level. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        write(lines, "");
        return lines.substring(0, lines.length() - 1);
    }

    private void write(StringBuilder lines, String indent) {
        lines.append(indent).append(text).append('\n');
        for (Explanation part : parts) {
            part.write(lines, indent + "  ");
        }
    }
}
