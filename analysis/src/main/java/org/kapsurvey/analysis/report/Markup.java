package org.kapsurvey.analysis.report;

/** Text of HTML or SVG as it grows, a line each. What comes from data goes through {@link #escaped}. Not thread-safe. */
final class Markup {
    private final StringBuilder text = new StringBuilder();

    Markup line(String markup) {
        text.append(markup).append('\n');
        return this;
    }

    /** An element that holds text: {@code <name attributes>content</name>}, the content escaped. */
    Markup element(String name, String attributes, String content) {
        return line(tag(name, attributes) + escaped(content) + "</" + name + ">");
    }

    Markup element(String name, String content) {
        return element(name, "", content);
    }

    private static String tag(String name, String attributes) {
        return attributes.isEmpty() ? "<" + name + ">" : "<" + name + " " + attributes + ">";
    }

    static String escaped(String content) {
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
