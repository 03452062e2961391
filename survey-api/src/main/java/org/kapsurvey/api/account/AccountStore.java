package org.kapsurvey.api.account;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.ACCOUNT_SCOPE;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.account.AccountRefusedException.Refusal;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.AccountRecord;
import org.kapsurvey.api.problem.Problems;

/** The accounts. Whatever changes a role, a password or whether an account is disabled ends its sessions at once. */
public final class AccountStore {
    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /** An account and its password as it is kept. */
    record Kept(Account account, String password) {}

    /**
     * Adds an account.
     *
     * @param areas codes of provinces or communes; none for everything
     * @throws AccountRefusedException if the name is taken, the areas don't go with the role or the password is not
     *     taken; the message says what to do
     */
    public Account add(
            String loginName, String displayName, Role role, List<String> areas, String password, String actor) {
        AccountRule.check(loginName, displayName, role, areas, password);
        String hash = PasswordHash.make(password).toString();
        return database.write(tables -> {
            UUID id = tables.insertInto(ACCOUNT)
                    .set(ACCOUNT.LOGIN_NAME, loginName)
                    .set(ACCOUNT.DISPLAY_NAME, displayName.strip())
                    .set(ACCOUNT.ROLE, role.text())
                    .set(ACCOUNT.PASSWORD, hash)
                    .onConflict(ACCOUNT.LOGIN_NAME)
                    .doNothing()
                    .returningResult(ACCOUNT.ACCOUNT_ID)
                    .fetchOne(ACCOUNT.ACCOUNT_ID);
            if (id == null) {
                throw new AccountRefusedException(List.of(new Refusal(
                        "login",
                        "There is an account " + loginName + " already.",
                        "Take another name, or give that account a new password.")));
            }
            addAreas(tables, id, areas);
            Audit.write(tables, actor, "account.added", Map.of("account", id.toString(), "role", role.text()));
            return one(tables, loginName).account();
        });
    }

    /** Gives an account a new password; see {@link #add} for what is thrown. */
    public void password(String loginName, String password, String actor) {
        password(find(loginName), password, actor);
    }

    /** The same of an account that was read. */
    void password(Account account, String password, String actor) {
        AccountRule.check(account.loginName(), account.displayName(), account.role(), account.areas(), password);
        String hash = PasswordHash.make(password).toString();
        change(
                account,
                "account.password-set",
                actor,
                tables -> tables.update(ACCOUNT)
                        .set(ACCOUNT.PASSWORD, hash)
                        .set(ACCOUNT.PASSWORD_SET_AT, now())
                        .where(ACCOUNT.ACCOUNT_ID.eq(account.id()))
                        .execute());
    }

    /**
     * Gives an account another name, role or areas; its login name stays. Another role ends its sessions.
     *
     * @param password a new one; null to keep the one it has, which somebody who becomes an administrator can't
     * @throws AccountRefusedException as {@link #add}
     * @throws org.kapsurvey.api.problem.ProblemException 409.11 where nobody would be left to make accounts
     */
    void change(
            Account account,
            String displayName,
            Role role,
            List<String> areas,
            @Nullable String password,
            String actor) {
        AccountRule.check(account.loginName(), displayName, role, areas, password);
        if (role == Role.ADMINISTRATOR && account.role() != role && password == null) {
            throw new AccountRefusedException(
                    List.of(new Refusal("password", "Who becomes an administrator needs a new password.", "")));
        }
        String hash = password == null ? null : PasswordHash.make(password).toString();
        database.write(tables -> {
            keepAnAdministrator(tables, account, role == Role.ADMINISTRATOR && areas.isEmpty());
            tables.update(ACCOUNT)
                    .set(ACCOUNT.DISPLAY_NAME, displayName.strip())
                    .set(ACCOUNT.ROLE, role.text())
                    .where(ACCOUNT.ACCOUNT_ID.eq(account.id()))
                    .execute();
            if (hash != null) {
                tables.update(ACCOUNT)
                        .set(ACCOUNT.PASSWORD, hash)
                        .set(ACCOUNT.PASSWORD_SET_AT, now())
                        .where(ACCOUNT.ACCOUNT_ID.eq(account.id()))
                        .execute();
            }
            tables.deleteFrom(ACCOUNT_SCOPE)
                    .where(ACCOUNT_SCOPE.ACCOUNT_ID.eq(account.id()))
                    .execute();
            addAreas(tables, account.id(), areas);
            Audit.write(
                    tables,
                    actor,
                    "account.changed",
                    Map.of(
                            "account",
                            account.id().toString(),
                            "role",
                            role.text(),
                            "areas",
                            String.join(" ", new TreeSet<>(areas)),
                            "passwordSet",
                            Boolean.toString(hash != null)));
            return null;
        });
    }

    /**
     * Lets nobody log in with an account any more; one that is disabled stays so.
     *
     * @throws org.kapsurvey.api.problem.ProblemException 409.11 where nobody would be left to make accounts
     */
    public void disable(String loginName, String actor) {
        disable(find(loginName), actor);
    }

    void disable(Account account, String actor) {
        change(account, "account.disabled", actor, tables -> {
            keepAnAdministrator(tables, account, false);
            return tables.update(ACCOUNT)
                    .set(ACCOUNT.DISABLED_AT, now())
                    .where(ACCOUNT.ACCOUNT_ID.eq(account.id()).and(ACCOUNT.DISABLED_AT.isNull()))
                    .execute();
        });
    }

    /** Lets a disabled account log in again. */
    public void enable(String loginName, String actor) {
        enable(find(loginName), actor);
    }

    void enable(Account account, String actor) {
        change(
                account,
                "account.enabled",
                actor,
                tables -> tables.update(ACCOUNT)
                        .setNull(ACCOUNT.DISABLED_AT)
                        .where(ACCOUNT.ACCOUNT_ID.eq(account.id()).and(ACCOUNT.DISABLED_AT.isNotNull()))
                        .execute());
    }

    /** All accounts by their names. */
    public List<Account> list() {
        return database.read(tables ->
                read(tables, DSL.noCondition()).stream().map(Kept::account).toList());
    }

    /** The account of that id; empty where there is none. */
    Optional<Account> find(UUID id) {
        return database.read(tables -> read(tables, ACCOUNT.ACCOUNT_ID.eq(id)).stream()
                .map(Kept::account)
                .findFirst());
    }

    /**
     * A device that an account's interviews came from.
     *
     * @param interviews how many came, of those that the reader may read
     */
    record SendingDevice(UUID device, int interviews, Instant lastReceivedAt) {}

    /** The devices that an account sent interviews from, the one heard of last first. */
    List<SendingDevice> devices(UUID account) {
        return database.report(tables -> tables.select(INTERVIEW.DEVICE_ID, count(), max(INTERVIEW.RECEIVED_AT))
                .from(INTERVIEW)
                .where(INTERVIEW.SENT_BY.eq(account), INTERVIEW.DEVICE_ID.isNotNull(), Scope.of(INTERVIEW))
                .groupBy(INTERVIEW.DEVICE_ID)
                .orderBy(max(INTERVIEW.RECEIVED_AT).desc(), INTERVIEW.DEVICE_ID)
                .fetch(row -> new SendingDevice(
                        row.value1(), row.value2(), row.value3().toInstant())));
    }

    /** Whether somebody can log in who may make the others. */
    public boolean hasAdministrator() {
        return list().stream().anyMatch(account -> account.role() == Role.ADMINISTRATOR && !account.disabled());
    }

    /** The account of that name with its password as it is kept. */
    Optional<Kept> kept(String loginName) {
        return database.read(tables ->
                read(tables, ACCOUNT.LOGIN_NAME.eq(loginName)).stream().findFirst());
    }

    /** Keeps the same password with the work of today, unless it was changed meanwhile; sessions go on. */
    void rehash(Kept kept, PasswordHash stronger) {
        database.write(tables -> tables.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD, stronger.toString())
                .where(ACCOUNT.ACCOUNT_ID.eq(kept.account().id()).and(ACCOUNT.PASSWORD.eq(kept.password())))
                .execute());
    }

    /** The accounts that the condition holds for, by their names. */
    static List<Kept> read(DSLContext tables, Condition condition) {
        Map<UUID, List<String>> areas = tables.select(ACCOUNT_SCOPE.ACCOUNT_ID, ACCOUNT_SCOPE.AREA_CODE)
                .from(ACCOUNT_SCOPE)
                .join(ACCOUNT)
                .on(ACCOUNT.ACCOUNT_ID.eq(ACCOUNT_SCOPE.ACCOUNT_ID))
                .where(condition)
                .orderBy(ACCOUNT_SCOPE.AREA_CODE)
                .fetchGroups(ACCOUNT_SCOPE.ACCOUNT_ID, ACCOUNT_SCOPE.AREA_CODE);
        return tables.selectFrom(ACCOUNT)
                .where(condition)
                .orderBy(ACCOUNT.LOGIN_NAME)
                .fetch(row ->
                        new Kept(account(row, areas.getOrDefault(row.getAccountId(), List.of())), row.getPassword()));
    }

    private static Account account(AccountRecord row, List<String> areas) {
        return new Account(
                row.getAccountId(),
                row.getLoginName(),
                row.getDisplayName(),
                Role.of(row.getRole()).orElseThrow(),
                areas,
                row.getDisabledAt() != null);
    }

    private static Kept one(DSLContext tables, String loginName) {
        return read(tables, ACCOUNT.LOGIN_NAME.eq(loginName)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no account " + loginName + ". ./kap user list lists them."));
    }

    private Account find(String loginName) {
        return database.read(tables -> one(tables, loginName).account());
    }

    private interface Change {
        int of(DSLContext tables);
    }

    private void change(Account account, String action, String actor, Change change) {
        database.write(tables -> {
            int changed = change.of(tables);
            if (changed > 0) {
                Audit.write(
                        tables, actor, action, Map.of("account", account.id().toString()));
            }
            return changed;
        });
    }

    private static void addAreas(DSLContext tables, UUID account, List<String> areas) {
        for (String area : new TreeSet<>(areas)) {
            tables.insertInto(ACCOUNT_SCOPE)
                    .set(ACCOUNT_SCOPE.ACCOUNT_ID, account)
                    .set(ACCOUNT_SCOPE.AREA_CODE, area)
                    .execute();
        }
    }

    /**
     * Refuses to take the last account from administration that may make others. The rows are locked until the commit: of two
     * administrators who disable each other at once the second is refused.
     */
    private static void keepAnAdministrator(DSLContext tables, Account account, boolean stays) {
        List<UUID> administrators = tables.select(ACCOUNT.ACCOUNT_ID)
                .from(ACCOUNT)
                .where(
                        ACCOUNT.ROLE.eq(Role.ADMINISTRATOR.text()),
                        ACCOUNT.DISABLED_AT.isNull(),
                        notExists(
                                selectOne().from(ACCOUNT_SCOPE).where(ACCOUNT_SCOPE.ACCOUNT_ID.eq(ACCOUNT.ACCOUNT_ID))))
                .orderBy(ACCOUNT.ACCOUNT_ID)
                .forUpdate()
                .of(ACCOUNT)
                .fetch(ACCOUNT.ACCOUNT_ID);
        if (!stays && administrators.equals(List.of(account.id()))) {
            throw Problems.LAST_ADMINISTRATOR.exception();
        }
    }

    private static Field<OffsetDateTime> now() {
        return DSL.field("clock_timestamp()", OffsetDateTime.class);
    }
}
