package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.kapsurvey.api.torture.Load;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** A JSON line for interviews that are sent alone and one for batches. */
final class LoadLines {
    /** Batches are sent for this part of the time. */
    private static final int BATCH_PART = 5;

    private final PrintWriter out;
    private final Consumer<String> progress;

    LoadLines(PrintWriter out, Consumer<String> progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Starts a service in a temporary folder, which goes when it is done. */
    void print(int rate, int seconds) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.of("kap-load-")) {
            int batchSeconds = Math.max(1, seconds / BATCH_PART);
            Load.Outcome outcome = new Load(folder.path(), progress).run(rate, seconds, batchSeconds);
            JsonWriter alone = line("interviews", outcome.bytes()).name("rate").value(rate);
            print(alone.name("seconds").value(seconds), outcome.alone());
            JsonWriter batches = line("batches", outcome.bytes()).name("size").value(Load.BATCH);
            print(batches.name("seconds").value(batchSeconds), outcome.batches());
        }
    }

    private static JsonWriter line(String task, int bytes) {
        JsonWriter json = new JsonWriter().beginObject().name("task").value(task);
        return json.name("questions").value(Load.QUESTIONS).name("bytes").value(bytes);
    }

    private void print(JsonWriter json, Load.Figures figures) {
        json.name("requests").value(figures.requests());
        json.name("failed").value(figures.failed());
        json.name("perSecond").value(tenth(figures.perSecond()));
        json.name("median").value(tenth(figures.median()));
        json.name("p99").value(tenth(figures.p99()));
        json.name("most").value(tenth(figures.most()));
        out.println(json.endObject());
        out.flush();
    }

    private static double tenth(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
