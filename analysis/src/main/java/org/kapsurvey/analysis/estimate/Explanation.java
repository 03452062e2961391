package org.kapsurvey.analysis.estimate;

import java.util.List;
import java.util.function.Supplier;

/**
 * How a number came about: a line, and under it the lines that it rests on. It is put into words when it is read, so that
 * an estimate that nobody asks costs nothing. Two are equal if they say the same.
 */
public final class Explanation {
    private final Supplier<String> text;
    private final Supplier<List<Explanation>> parts;

    private Explanation(Supplier<String> text, Supplier<List<Explanation>> parts) {
        this.text = text;
        this.parts = parts;
    }

    public static Explanation of(String text, Explanation... parts) {
        List<Explanation> under = List.of(parts);
        return new Explanation(() -> text, () -> under);
    }

    /** What the supplier gives, asked for each time that it is read; it must always give the same. */
    public static Explanation when(Supplier<Explanation> read) {
        return new Explanation(() -> read.get().text(), () -> read.get().parts());
    }

    /** The line without those under it. */
    public String text() {
        return text.get();
    }

    /** What the line rests on. */
    public List<Explanation> parts() {
        return parts.get();
    }

    /** The tree as text, a line each, indented by two blanks a level. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        write(lines, "");
        return lines.substring(0, lines.length() - 1);
    }

    private void write(StringBuilder lines, String indent) {
        lines.append(indent).append(text()).append('\n');
        for (Explanation part : parts()) {
            part.write(lines, indent + "  ");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Explanation explanation && toString().equals(explanation.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
