package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.PLAN;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** The plans, byte for byte as published. */
public final class PlanStore {
    private final Database database;

    public PlanStore(Database database) {
        this.database = database;
    }

    /** Keeps a plan; the same bytes again change nothing, other bytes under the same id are problem 409.5. */
    public void publish(String plan, byte[] content) {
        String hash = Sha256.hex(content);
        String kept = database.write(tables -> {
            tables.insertInto(PLAN)
                    .set(PLAN.PLAN_ID, plan)
                    .set(PLAN.CONTENT, content)
                    .set(PLAN.HASH, hash)
                    .onConflictDoNothing()
                    .execute();
            return tables.select(PLAN.HASH)
                    .from(PLAN)
                    .where(PLAN.PLAN_ID.eq(plan))
                    .fetchSingle(PLAN.HASH);
        });
        if (!hash.equals(kept)) {
            throw Problems.IMMUTABLE.exception(Details.of("plan", plan));
        }
    }

    /** The bytes of a plan. */
    public Optional<byte[]> content(String plan) {
        return database.read(tables -> tables.select(PLAN.CONTENT)
                .from(PLAN)
                .where(PLAN.PLAN_ID.eq(plan))
                .fetchOptional(PLAN.CONTENT));
    }

    /** The texts of all plans by their ids. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        database.read(tables -> tables.select(PLAN.PLAN_ID, PLAN.CONTENT)
                        .from(PLAN)
                        .orderBy(PLAN.PLAN_ID)
                        .fetch())
                .forEach(row -> texts.put(row.value1(), new String(row.value2(), StandardCharsets.UTF_8)));
        return texts;
    }
}
