package org.kapsurvey.analysis.report;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.Wording;

/**
 * What the summary of a survey round shows.
 *
 * @param round id of the round
 * @param title of the round
 * @param year in which the survey was held
 * @param synthetic whether the answers are made up, which every page must say
 * @param design the sample; empty results are allowed, as before the first interview is approved
 * @param results in the order of the plan, of every indicator: its headline first, then its parts and domains
 * @param levels names of the levels of the domains, by column and code
 * @param provenance what the numbers were computed from, a line each: hashes and versions
 */
public record Summary(
        String round,
        Wording title,
        int year,
        boolean synthetic,
        Plan plan,
        DesignFacts design,
        List<IndicatorResult> results,
        LevelNames levels,
        List<Wording> provenance) {

    public Summary {
        results = List.copyOf(results);
        provenance = List.copyOf(provenance);
    }

    /** Of the indicators that the data can tell of. */
    public List<IndicatorResult> headlines() {
        return results.stream()
                .filter(IndicatorResult::isHeadline)
                .filter(IndicatorResult::hasData)
                .toList();
    }

    /** The indicators whose questions this round did not ask. */
    List<Indicator> unmeasured() {
        return results.stream()
                .filter(result -> !result.hasData())
                .map(IndicatorResult::indicator)
                .toList();
    }

    /** What of an indicator is set against its target: the headline itself, or one of its parts; empty if nothing is. */
    public Optional<IndicatorResult> judged(IndicatorResult headline) {
        return results.stream()
                .filter(r -> r.isJudged()
                        && r.indicator().id().equals(headline.indicator().id()))
                .findFirst();
    }

    /** All of an indicator, in order: itself, its parts, and both in groups and domains. */
    List<IndicatorResult> of(Indicator indicator) {
        return results.stream()
                .filter(r -> r.indicator().id().equals(indicator.id()))
                .toList();
    }

    /**
     * The other indicators of the same target: those of the same clause and target of which the same share is judged, as where
     * one target has two conditions and each is an indicator of its own.
     */
    List<Indicator> sharing(Indicator indicator) {
        return plan.indicators().stream()
                .filter(other -> !other.id().equals(indicator.id()))
                .filter(other -> other.clause().equals(indicator.clause()) && other.target() == indicator.target())
                .filter(other -> indicator.judgedPart().isPresent()
                        && other.judgedPart()
                                .map(Part::title)
                                .equals(indicator.judgedPart().map(Part::title)))
                .toList();
    }

    /** The name of a level, such as “Nữ” of {@code female} in {@code sex}. */
    @FunctionalInterface
    public interface LevelNames {
        Wording of(String column, String level);
    }
}
