package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.AnalysisJob.Target;
import org.kapsurvey.questionnaire.json.JsonFields;

/** Reads the targets of a job, each of which judges the estimates of a block. */
final class TargetParser {
    private static final Set<Statistic> JUDGED =
            Set.of(Statistic.PROPORTION, Statistic.MEAN, Statistic.RATIO, Statistic.TOTAL);

    private TargetParser() {}

    static List<Target> parse(JsonFields job, List<Block> blocks) {
        List<Target> targets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<String> known = blocks.stream().map(Block::id).toList();
        for (JsonFields fields : job.optionalObjects("targets")) {
            String id = fields.text("id");
            if (!id.isEmpty() && !ids.add(id)) {
                fields.fault("id", "Two targets have the id \"" + id + "\".", "Give each an id of its own.");
            }
            String of = fields.text("of");
            double value = fields.number("target");
            Direction direction = fields.optionalOneOf("direction", Direction.codes())
                    .map(Direction::of)
                    .orElse(Direction.AT_LEAST);
            fields.refuseUnknown();
            if (of.isEmpty()) {
                continue;
            }
            blocks.stream()
                    .filter(block -> block.id().equals(of))
                    .findFirst()
                    .ifPresentOrElse(
                            block -> {
                                if (!JUDGED.contains(block.statistic())) {
                                    fields.fault(
                                            "of",
                                            "A target judges a rate, mean, ratio or total; \"" + of + "\" is a "
                                                    + block.statistic().text() + ".",
                                            "Name a block of statistic \"proportion\".");
                                } else if (block.statistic().isProportion() && (value < 0 || value > 1)) {
                                    fields.fault(
                                            "target",
                                            "The target of a rate is a share from 0 to 1.",
                                            "Write 0.9 for 90 %.");
                                }
                            },
                            () -> fields.fault(
                                    "of",
                                    "There is no block of estimates \"" + of + "\".",
                                    "Name the id of a block." + JsonFields.suggestion(of, known)));
            targets.add(new Target(id, of, value, direction));
        }
        return targets;
    }
}
