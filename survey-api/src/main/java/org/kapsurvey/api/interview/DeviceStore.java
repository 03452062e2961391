package org.kapsurvey.api.interview;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.kapsurvey.api.database.Database;

/** What has come from each device, and which of its interviews are missing. */
public final class DeviceStore {
    private final Database database;

    public DeviceStore(Database database) {
        this.database = database;
    }

    /**
     * Numbers that have not come though a higher one has.
     *
     * @param since when the first higher one came
     */
    record Gap(int from, int to, Instant since) {}

    /**
     * One device.
     *
     * @param interviews how many of its interviews came
     * @param highest the highest number among them
     */
    record Device(UUID device, int interviews, int highest, Instant lastReceivedAt, List<Gap> gaps) {}

    /**
     * Every device that numbers its interviews, the one heard of last first.
     *
     * @param before gaps that were there at this time
     */
    List<Device> devices(Instant before) {
        CommonTableExpression<Record3<UUID, Integer, OffsetDateTime>> numbered = name("numbered")
                .as(select(INTERVIEW.DEVICE_ID, INTERVIEW.DEVICE_NUMBER, INTERVIEW.RECEIVED_AT)
                        .from(DSL.table("numbers_of_devices()").as(INTERVIEW)));
        Field<UUID> device = numbered.field(INTERVIEW.DEVICE_ID);
        Field<Integer> number = numbered.field(INTERVIEW.DEVICE_NUMBER);
        Field<OffsetDateTime> receivedAt = numbered.field(INTERVIEW.RECEIVED_AT);
        Field<Integer> previous = lag(number, 1, inline(0))
                .over()
                .partitionBy(device)
                .orderBy(number)
                .as("previous");
        // Of this number and all higher ones: since then the gap below it is known.
        Field<OffsetDateTime> since = min(receivedAt)
                .over()
                .partitionBy(device)
                .orderBy(number.desc())
                .rowsUnboundedPreceding()
                .as("since");
        return database.read(tables -> {
            Map<UUID, List<Gap>> gaps = new LinkedHashMap<>();
            var rows = tables.with(numbered)
                    .select(device, number, previous, since)
                    .from(numbered)
                    .asTable("rows");
            tables.select(rows.field(device), rows.field(previous), rows.field(number), rows.field(since))
                    .from(rows)
                    .where(rows.field(number).gt(rows.field(previous).plus(1)))
                    .and(rows.field(since).le(before.atOffset(ZoneOffset.UTC)))
                    .orderBy(rows.field(device), rows.field(number))
                    .forEach(row -> gaps.computeIfAbsent(row.value1(), id -> new ArrayList<>())
                            .add(new Gap(
                                    row.value2() + 1,
                                    row.value3() - 1,
                                    row.value4().toInstant())));
            return tables.with(numbered)
                    .select(device, count(), max(number), max(receivedAt))
                    .from(numbered)
                    .groupBy(device)
                    .orderBy(max(receivedAt).desc(), device)
                    .fetch(row -> new Device(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value4().toInstant(),
                            List.copyOf(gaps.getOrDefault(row.value1(), List.of()))));
        });
    }
}
