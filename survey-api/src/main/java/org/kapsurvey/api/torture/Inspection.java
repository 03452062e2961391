package org.kapsurvey.api.torture;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jooq.Result;
import org.kapsurvey.api.database.Database;

/** Looks in the database, past the service, for what was acknowledged. */
final class Inspection {
    private static final int IDS = 1_000;
    private static final String ROWS = """
            select i.interview_id, i.sha256, encode(sha256(i.payload), 'hex'), i.received_at,
                i.status = 'stored' and i.canonical is not null,
                (select count(*) from audit a where a.interview_id = i.interview_id and a.action = 'interview.received'),
                (select count(*) from interview_state s where s.interview_id = i.interview_id)
            from interview i where\s""";

    private final Set<UUID> lost = new HashSet<>();
    private final Set<UUID> torn = new HashSet<>();
    private final Set<UUID> duplicated = new HashSet<>();
    private final Set<UUID> unasked = new HashSet<>();
    private final Set<UUID> otherReceipts = new HashSet<>();

    /** Looks for those of {@code receipts}. */
    void some(Database database, List<Ledger.Receipt> receipts) {
        for (int from = 0; from < receipts.size(); from += IDS) {
            List<Ledger.Receipt> part = receipts.subList(from, Math.min(from + IDS, receipts.size()));
            UUID[] ids = part.stream().map(Ledger.Receipt::id).toArray(UUID[]::new);
            compare(part, database.report(tables -> tables.fetch(ROWS + "i.interview_id = any (?)", (Object) ids)));
        }
    }

    /**
     * Looks at every row there is, and for every receipt.
     *
     * @param tried the ids that were ever sent
     */
    void all(Database database, List<Ledger.Receipt> receipts, Set<UUID> tried) {
        Map<Integer, List<Ledger.Receipt>> parts =
                receipts.stream().collect(Collectors.groupingBy(one -> part(one.id())));
        for (int part = 0; part < 256; part++) {
            String from = "%02x000000-0000-0000-0000-000000000000".formatted(part);
            String to = "%02xffffff-ffff-ffff-ffff-ffffffffffff".formatted(part);
            Result<Record> rows = database.report(
                    tables -> tables.fetch(ROWS + "i.interview_id between ?::uuid and ?::uuid", from, to));
            compare(parts.getOrDefault(part, List.of()), rows);
            for (Record row : rows) {
                UUID id = row.get(0, UUID.class);
                if (!tried.contains(id)) {
                    unasked.add(id);
                }
            }
        }
    }

    private static int part(UUID id) {
        return (int) (id.getMostSignificantBits() >>> 56);
    }

    private void compare(List<Ledger.Receipt> receipts, Result<Record> rows) {
        Map<UUID, Record> found = new HashMap<>();
        for (Record row : rows) {
            UUID id = row.get(0, UUID.class);
            if (found.put(id, row) != null) {
                duplicated.add(id);
            }
            boolean whole = row.get(1, String.class).equals(row.get(2, String.class))
                    && row.get(4, Boolean.class)
                    && row.get(5, Integer.class) == 1
                    && row.get(6, Integer.class) == 1;
            if (!whole) {
                torn.add(id);
            }
        }
        for (Ledger.Receipt receipt : receipts) {
            Record row = found.get(receipt.id());
            if (row == null) {
                lost.add(receipt.id());
            } else {
                if (!row.get(1, String.class).equals(receipt.sha256())) {
                    torn.add(receipt.id());
                }
                if (!row.get(3, OffsetDateTime.class).toInstant().equals(receipt.receivedAt())) {
                    otherReceipts.add(receipt.id());
                }
            }
        }
    }

    /** Acknowledged and not there. */
    int lost() {
        return lost.size();
    }

    /** There with other bytes than were acknowledged, or without its record, its state or its entry in the audit. */
    int torn() {
        return torn.size();
    }

    int duplicated() {
        return duplicated.size();
    }

    /** There, and never sent. */
    int unasked() {
        return unasked.size();
    }

    /** There under another moment than in the receipt. */
    int otherReceipts() {
        return otherReceipts.size();
    }
}
