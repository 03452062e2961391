package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.util.List;
import org.kapsurvey.analysis.bench.Coverage;
import org.kapsurvey.analysis.bench.CoverageGoal;
import org.kapsurvey.analysis.bench.CoverageTables;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Coverage as JSON lines, one for each population and last one for each goal, or as tables in Markdown. */
final class CoverageLines {
    private final PrintWriter out;
    private final boolean markdown;

    CoverageLines(PrintWriter out, boolean markdown) {
        this.out = out;
        this.markdown = markdown;
    }

    void run(Coverage coverage) {
        List<Coverage.Figure> figures = coverage.run(figure -> {
            if (!markdown) {
                print(line(figure));
            }
        });
        if (markdown) {
            out.print(CoverageTables.markdown(figures));
            out.flush();
        } else {
            CoverageGoal.outcomes(figures).forEach(outcome -> print(line(outcome)));
        }
    }

    private void print(JsonWriter line) {
        out.println(line);
        out.flush();
    }

    private static JsonWriter line(Coverage.Figure figure) {
        JsonWriter line = new JsonWriter()
                .beginObject()
                .name("task")
                .value("coverage")
                .name("setting")
                .value(figure.setting().text())
                .name("weights")
                .value(figure.weights().text())
                .name("weighting")
                .value(rounded(figure.weighting()))
                .name("icc")
                .value(figure.icc())
                .name("about")
                .value(figure.about())
                .name("rate")
                .value(rounded(figure.rate()))
                .name("bias")
                .value(rounded(figure.bias()))
                .name("varianceRatio")
                .value(rounded(figure.varianceRatio()))
                .name("allTheSame")
                .value(figure.allTheSame());
        for (Coverage.Method method : Coverage.Method.values()) {
            Coverage.Held held = figure.of(method);
            line.name(method.text()).beginObject();
            line.name("covers").value(held.covers());
            line.name("above").value(held.above());
            line.name("width").value(rounded(held.width())).endObject();
        }
        return line.endObject();
    }

    private static JsonWriter line(CoverageGoal.Outcome outcome) {
        return new JsonWriter()
                .beginObject()
                .name("task")
                .value("coverage-goal")
                .name("goal")
                .value(outcome.goal().text())
                .name("least")
                .value(outcome.goal().least())
                .name("most")
                .value(outcome.goal().most())
                .name("populations")
                .value(outcome.populations())
                .name("reached")
                .value(outcome.reached())
                .name("lowest")
                .value(outcome.lowest())
                .name("highest")
                .value(outcome.highest())
                .name("rates")
                .value(outcome.rates())
                .name("reachedAt")
                .value(outcome.reachedAt())
                .endObject();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
