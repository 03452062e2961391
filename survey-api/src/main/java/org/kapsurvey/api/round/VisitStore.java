package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.SELECTION;
import static org.kapsurvey.api.database.generated.Tables.VISIT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.VisitFile;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.generated.tables.records.VisitRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;

/** The visits to persons selected, and what came of each. */
public final class VisitStore {
    private static final int AT_A_TIME = 1_000;

    private final Database database;

    public VisitStore(Database database) {
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
            if (RoundStore.selected(tables, round, Set.of(selection)).isEmpty()) {
                throw Problems.UNKNOWN_PERSON.exception();
            }
            tables.insertInto(VISIT)
                    .set(record(round, selection, visit, disposition, surveyor))
                    .onConflictDoNothing()
                    .execute();
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

    /**
     * Keeps the visits of a file, in one transaction; those that are there already, just so, change nothing.
     *
     * @param found faults of the file itself, told together with those against what is kept
     * @return how many are new
     * @throws FaultsException with every fault: those found, there is no such round, a person was not selected for it, or another visit stands under a
     *     number; nothing is kept then
     */
    public int keepAll(String round, List<VisitFile.Row> rows, Faults found) {
        return database.write(tables -> {
            Faults listed = new Faults();
            listed.addAll(found.list());
            if (!Round.isId(round) || RoundStore.find(tables, round).isEmpty()) {
                listed.add(
                        Place.ofFile("ROUND"),
                        "There is no round \"" + round + "\".",
                        "The rounds are " + String.join(", ", RoundStore.ids(tables)) + ".");
                listed.throwIfAny();
            }
            Faults faults = new Faults();
            Set<String> selected = tables.select(SELECTION.SELECTION_ID)
                    .from(SELECTION)
                    .where(SELECTION.ROUND_ID.eq(round))
                    .fetchSet(SELECTION.SELECTION_ID);
            Map<String, Visit> kept = new HashMap<>();
            tables.selectFrom(VISIT)
                    .where(VISIT.ROUND_ID.eq(round))
                    .forEach(row -> kept.put(row.getSelectionId() + " " + row.getVisit(), visit(row)));
            List<VisitRecord> fresh = new ArrayList<>();
            for (VisitFile.Row row : rows) {
                @Nullable Visit there = kept.get(row.selection() + " " + row.number());
                if (row.selection().isEmpty()) {
                    continue; // which the file's own faults say
                }
                if (!selected.contains(row.selection())) {
                    faults.add(
                            row.place(),
                            "The round selected nobody with the id \"" + row.selection() + "\".",
                            "Check the id against the lists of the sample.");
                } else if (there == null) {
                    fresh.add(record(round, row.selection(), row.number(), row.disposition(), row.surveyor()));
                } else if (there.disposition() != row.disposition()
                        || !Objects.equals(there.surveyor(), row.surveyor())) {
                    faults.add(
                            row.place(),
                            "Visit " + row.number() + " to \"" + row.selection() + "\" is kept already as "
                                    + there.disposition().text() + ", and what is kept never changes.",
                            "Take the line out, or give it the next number.");
                }
            }
            VisitFile.add(faults, listed);
            listed.throwIfAny();
            for (int from = 0; from < fresh.size(); from += AT_A_TIME) {
                tables.insertInto(VISIT)
                        .set(fresh.subList(from, Math.min(from + AT_A_TIME, fresh.size())))
                        .execute();
            }
            return fresh.size();
        });
    }

    private static VisitRecord record(
            String round, String selection, int visit, Disposition disposition, @Nullable String surveyor) {
        VisitRecord row = new VisitRecord();
        row.setRoundId(round);
        row.setSelectionId(selection);
        row.setVisit(visit);
        row.setDisposition(disposition.text());
        row.setSurveyor(surveyor);
        return row;
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
