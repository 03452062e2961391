package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.VISIT;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.generated.tables.records.VisitRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** The visits to persons selected, and what came of each. */
final class VisitStore {
    private final Database database;

    VisitStore(Database database) {
        this.database = database;
    }

    /**
     * Keeps a visit: 404.4 without the round, 404.7 without the person, 409.5 if another one stands under its number. The
     * same again changes nothing.
     *
     * @param surveyor a code; null if it is not known
     */
    Visit keep(String round, String selection, int visit, Disposition disposition, @Nullable String surveyor) {
        return database.write(tables -> {
            if (!Round.isId(round) || RoundStore.find(tables, round).isEmpty()) {
                throw Problems.UNKNOWN_ROUND.exception();
            }
            if (!RoundStore.isSelected(tables, round, selection)) {
                throw Problems.UNKNOWN_PERSON.exception();
            }
            VisitRecord row = new VisitRecord();
            row.setRoundId(round);
            row.setSelectionId(selection);
            row.setVisit(visit);
            row.setDisposition(disposition.text());
            row.setSurveyor(surveyor);
            tables.insertInto(VISIT).set(row).onConflictDoNothing().execute();
            Visit kept = tables.selectFrom(VISIT)
                    .where(VISIT.ROUND_ID
                            .eq(round)
                            .and(VISIT.SELECTION_ID.eq(selection))
                            .and(VISIT.VISIT_.eq(visit)))
                    .fetchSingle(VisitStore::visit);
            if (kept.disposition() != disposition || !Objects.equals(kept.surveyor(), surveyor)) {
                throw Problems.IMMUTABLE.exception(Details.of("visit", Integer.toString(visit)));
            }
            return kept;
        });
    }

    private static Visit visit(VisitRecord row) {
        return new Visit(
                row.getRoundId(),
                row.getSelectionId(),
                row.getVisit(),
                Disposition.parse(row.getDisposition()).orElseThrow(),
                row.getSurveyor(),
                row.getRecordedAt());
    }
}
