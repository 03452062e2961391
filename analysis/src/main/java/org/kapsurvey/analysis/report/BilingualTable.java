package org.kapsurvey.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kapsurvey.analysis.indicator.Wording;

/**
 * A table of HTML in Vietnamese and English, of which the page shows one. Each cell carries its heading, which a narrow
 * screen shows in its place. All text is escaped. Not thread-safe.
 */
public final class BilingualTable {
    private static final Figures VIETNAMESE = Figures.in("vi");
    private static final Figures ENGLISH = Figures.in("en");

    private final StringBuilder rows = new StringBuilder();
    private final List<Wording> headings = new ArrayList<>();
    private final List<Boolean> numbers = new ArrayList<>();
    private int column;

    /** A column of words. */
    public BilingualTable words(String vietnamese, String english) {
        headings.add(new Wording(vietnamese, english));
        numbers.add(false);
        return this;
    }

    /** A column of figures. */
    public BilingualTable figures(String vietnamese, String english) {
        headings.add(new Wording(vietnamese, english));
        numbers.add(true);
        return this;
    }

    public void beginRow() {
        rows.append("<tr>");
        column = 0;
    }

    public void endRow() {
        rows.append("</tr>\n");
    }

    /** The next cell, of the same text in both languages. */
    public void cell(String text) {
        markup(escaped(text));
    }

    public void cell(Wording wording) {
        markup(both(wording.vi(), wording.en()));
    }

    /** The next cell, of figures as each language writes them. */
    public void cell(Function<Figures, String> content) {
        markup(both(content));
    }

    /** The next cell, of HTML. */
    public void markup(String html) {
        Wording heading = headings.get(column);
        rows.append(numbers.get(column) ? "<td class=\"number\"" : "<td")
                .append(" data-vi=\"")
                .append(escaped(heading.vi()))
                .append("\" data-en=\"")
                .append(escaped(heading.en()))
                .append("\">")
                .append(html)
                .append("</td>");
        column++;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public String html() {
        StringBuilder html = new StringBuilder("<div class=\"table\"><table>\n<thead><tr>");
        for (int i = 0; i < headings.size(); i++) {
            html.append(numbers.get(i) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(both(headings.get(i).vi(), headings.get(i).en()))
                    .append("</th>");
        }
        return html.append("</tr></thead>\n<tbody>\n")
                .append(rows)
                .append("</tbody>\n</table></div>\n")
                .toString();
    }

    /** The same figures written in both languages; once where that comes to the same. */
    public static String both(Function<Figures, String> content) {
        return both(content.apply(VIETNAMESE), content.apply(ENGLISH));
    }

    public static String both(String vietnamese, String english) {
        return vietnamese.equals(english)
                ? escaped(english)
                : "<span class=\"vi\" lang=\"vi\">" + escaped(vietnamese) + "</span><span class=\"en\" lang=\"en\">"
                        + escaped(english) + "</span>";
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
