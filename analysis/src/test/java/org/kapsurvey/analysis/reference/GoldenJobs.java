package org.kapsurvey.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks golden rows of real jobs, one for each design, of any engine. */
final class GoldenJobs {
    private final Path folder;
    private final Report report;
    private final Engine engine;

    /** What runs a job and writes its files. */
    interface Engine {
        void run(Path job, Path out) throws IOException;
    }

    GoldenJobs(Path folder, Report report, Engine engine) {
        this.folder = folder;
        this.report = report;
        this.engine = engine;
    }

    void compare(List<GoldenRow> golden, Map<String, GoldenDesign> designs) throws IOException {
        Map<String, List<GoldenRow>> byDesign = golden.stream()
                .collect(Collectors.groupingBy(GoldenRow::design, LinkedHashMap::new, Collectors.toList()));
        assertThat(designs.keySet()).as("designs of golden rows").containsAll(byDesign.keySet());
        for (Map.Entry<String, List<GoldenRow>> entry : byDesign.entrySet()) {
            List<GoldenRow> asked = new ArrayList<>();
            for (GoldenRow row : entry.getValue()) {
                if (row.isOfNoMethod()) {
                    report.notComputed(row);
                } else {
                    asked.add(row);
                }
            }
            if (!asked.isEmpty()) {
                Answers answers = run(entry.getKey(), designs.get(entry.getKey()), asked);
                for (GoldenRow row : asked) {
                    report.compare(row, answers.value(row), answers.scale(row));
                }
            }
        }
    }

    private Answers run(String name, GoldenDesign design, List<GoldenRow> rows) throws IOException {
        String targets = rows.stream()
                .flatMap(row -> Question.of(row).target().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        String estimates = Answers.blocks(rows, "estimates");
        Path job = Files.writeString(
                folder.resolve(name + ".json"),
                design.job(
                        estimates,
                        targets,
                        Answers.blocks(rows, "tests"),
                        Answers.blocks(rows, "models"),
                        Answers.blocks(rows, "scales")));
        engine.run(job, folder.resolve(name));
        return new Answers(folder.resolve(name));
    }
}
