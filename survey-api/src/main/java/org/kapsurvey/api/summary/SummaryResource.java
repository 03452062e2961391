package org.kapsurvey.api.summary;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.kapsurvey.analysis.report.Summary;
import org.kapsurvey.analysis.report.SummaryPage;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** {@code GET /summary/{round}} and {@code GET /api/rounds/{round}/indicators}. */
public final class SummaryResource {
    private final Database database;

    public SummaryResource(Database database) {
        this.database = database;
    }

    /** The summary page; {@code ?lang=en} for English. */
    public void page(Context context) {
        String language = "en".equals(context.queryParam("lang")) ? "en" : "vi";
        String page = SummaryPage.html(summary(context), language);
        context.contentType("text/html; charset=utf-8").result(page.getBytes(StandardCharsets.UTF_8));
    }

    /** The same numbers at full precision. */
    public void indicators(Context context) {
        String json = IndicatorJson.of(summary(context));
        context.contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
    }

    private Summary summary(Context context) {
        String round = context.pathParam("round");
        return RoundSummary.of(database, round)
                .orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
    }
}
