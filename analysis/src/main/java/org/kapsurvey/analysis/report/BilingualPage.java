package org.kapsurvey.analysis.report;

import java.util.function.Consumer;

/**
 * A page for reading results: Vietnamese, with a switch to English that needs no script, for a phone, a desk and paper.
 * What stands in it is made by {@link BilingualTable}.
 */
public final class BilingualPage {
    private static final String STYLE = """
            :root { color-scheme: light }
            body { font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 84rem; padding: 0 1rem; color: #1b1b1b; background: #fff }
            h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem } h2, td { overflow-wrap: break-word }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
            th, td { padding: .3rem .5rem; font-size: .9rem; vertical-align: top; border-bottom: 1px solid #ccc; text-align: left }
            th { border-bottom: 2px solid #777 }
            td.number, th.number { text-align: right } td.number { white-space: nowrap }
            .table { overflow-x: auto } .note { color: #6b4b00 } small { color: #555 }
            svg { display: block } .axis { stroke: #ddd } .interval { stroke: #6f9fd6; stroke-width: 8 }
            .estimate { stroke: #0b3c74; stroke-width: 2 } .goal { stroke: #a33; stroke-width: 2; stroke-dasharray: 3 2 }
            #en:checked ~ main .vi, #vi:checked ~ main .en { display: none }
            @media screen and (max-width: 50rem) {
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
              table, tbody, tr, td { display: block } tr { border: 1px solid #bbb; border-radius: .4rem; margin: .6rem 0; padding: .3rem }
              td, td.number { border: 0; display: grid; grid-template-columns: 9rem 1fr; gap: .5rem; text-align: left; white-space: normal; padding: .15rem .3rem }
              td::before { content: attr(data-vi); color: #555 } #en:checked ~ main td::before { content: attr(data-en) }
              td:empty { display: none } td > span, td > div { grid-column: 2; overflow-wrap: anywhere }
            }
            @media print {
              body { max-width: none; margin: 0; font-size: 9pt } input, input + label { display: none } th, td { font-size: 8pt; padding: .15rem .3rem }
              .table { overflow: visible } tr, h2 { break-inside: avoid } h2 { break-after: avoid } thead { display: table-header-group }
              * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
            }
            """;

    private static final String VIETNAMESE = "<input type=\"radio\" name=\"language\" id=\"vi\">";
    private static final String VIETNAMESE_CHOSEN = chosen(VIETNAMESE);
    private static final String ENGLISH = "<input type=\"radio\" name=\"language\" id=\"en\">";

    private BilingualPage() {}

    /** A page that was made by {@link #of}, with the switch on English. */
    public static String inEnglish(String html) {
        return html.replace(VIETNAMESE_CHOSEN, VIETNAMESE).replace(ENGLISH, chosen(ENGLISH));
    }

    private static String chosen(String input) {
        return input.replace(">", " checked>");
    }

    /**
     * The text of a page whose title is its heading.
     *
     * @param title plain text, the same in both languages
     * @param content appends the HTML that follows the heading
     */
    public static String of(String title, Consumer<StringBuilder> content) {
        return of(title, BilingualTable.escaped(title), "", content);
    }

    /**
     * The text of a page.
     *
     * @param title plain text
     * @param heading HTML
     * @param style CSS of its own, beside that of every page; may be empty
     * @param content appends the HTML that follows the heading
     */
    public static String of(String title, String heading, String style, Consumer<StringBuilder> content) {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(BilingualTable.escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append(style)
                .append("</style>\n</head>\n<body>\n")
                .append(VIETNAMESE_CHOSEN)
                .append("<label for=\"vi\" lang=\"vi\">Tiếng Việt</label>\n")
                .append(ENGLISH)
                .append("<label for=\"en\" lang=\"en\">English</label>\n")
                .append("<main>\n<h1>")
                .append(heading)
                .append("</h1>\n");
        content.accept(html);
        return html.append("</main>\n</body>\n</html>\n").toString();
    }
}
