package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.util.List;
import org.kapsurvey.analysis.bench.Chain;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** What the simulated chain gave: a JSON line for each figure, or a table in Markdown. */
final class ChainLines {
    private final PrintWriter out;
    private final boolean markdown;

    ChainLines(PrintWriter out, boolean markdown) {
        this.out = out;
        this.markdown = markdown;
    }

    void print(List<Chain.Figure> figures) {
        if (markdown) {
            out.print(Chain.markdown(figures));
        } else {
            figures.forEach(figure -> out.println(line(figure)));
        }
        out.flush();
    }

    private static JsonWriter line(Chain.Figure figure) {
        return new JsonWriter()
                .beginObject()
                .name("task")
                .value("chain")
                .name("target")
                .value(figure.target().text())
                .name("standardError")
                .value(figure.method().text())
                .name("samples")
                .value(figure.samples())
                .name("truth")
                .value(figure.truth())
                .name("mean")
                .value(figure.mean())
                .name("biasInErrors")
                .value(rounded(figure.bias()))
                .name("errorRatio")
                .value(rounded(figure.errorRatio()))
                .name("covers")
                .value(figure.covers())
                .name("reached")
                .value(figure.reached())
                .endObject();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
