package org.kapsurvey.api.account;

import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.ACCOUNT_SCOPE;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.generated.tables.records.AccountRecord;

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
     * @throws IllegalArgumentException if the name is taken, the areas don't go with the role or the password is not
     *     taken; the message says what to do
     */
    public Account add(
            String loginName, String displayName, Role role, List<String> areas, String password, String actor) {
        if (!loginName.matches("[a-z][a-z0-9._-]{1,39}")) {
            throw new IllegalArgumentException(
                    "A login name must begin with a small letter and have 2 to 40 small letters"
                            + " without accents, digits, dots, - or _, for instance lan.nt.");
        }
        if (displayName.isBlank() || displayName.length() > 100) {
            throw new IllegalArgumentException("The name that others read must have 1 to 100 characters.");
        }
        if (areas.isEmpty() && !role.mayHaveNoArea()) {
            throw new IllegalArgumentException(
                    "A " + role.text() + " needs the code of at least one province or commune.");
        }
        for (String area : areas) {
            if (!area.matches("[0-9]{2}|[0-9]{5}")) {
                throw new IllegalArgumentException(
                        "An area must be the code of a province (2 digits) or a commune (5 digits), found \"" + area
                                + "\".");
            }
        }
        refuse(password, role, loginName, displayName);
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
                throw new IllegalArgumentException("There is an account " + loginName
                        + " already. Take another name, or give it a new password: ./kap user password " + loginName
                        + ".");
            }
            for (String area : new TreeSet<>(areas)) {
                tables.insertInto(ACCOUNT_SCOPE)
                        .set(ACCOUNT_SCOPE.ACCOUNT_ID, id)
                        .set(ACCOUNT_SCOPE.AREA_CODE, area)
                        .execute();
            }
            Audit.write(tables, actor, "account.added", Map.of("account", id.toString(), "role", role.text()));
            return one(tables, loginName).account();
        });
    }

    /** Gives an account a new password; see {@link #add} for what is thrown. */
    public void password(String loginName, String password, String actor) {
        Account account = find(loginName);
        refuse(password, account.role(), loginName, account.displayName());
        String hash = PasswordHash.make(password).toString();
        change(
                account,
                "account.password-set",
                actor,
                tables -> tables.update(ACCOUNT)
                        .set(ACCOUNT.PASSWORD, hash)
                        .set(ACCOUNT.PASSWORD_SET_AT, DSL.field("clock_timestamp()", OffsetDateTime.class))
                        .where(ACCOUNT.ACCOUNT_ID.eq(account.id()))
                        .execute());
    }

    /** Lets nobody log in with an account any more; one that is disabled stays so. */
    public void disable(String loginName, String actor) {
        Account account = find(loginName);
        change(
                account,
                "account.disabled",
                actor,
                tables -> tables.update(ACCOUNT)
                        .set(ACCOUNT.DISABLED_AT, DSL.field("clock_timestamp()", OffsetDateTime.class))
                        .where(ACCOUNT.ACCOUNT_ID.eq(account.id()).and(ACCOUNT.DISABLED_AT.isNull()))
                        .execute());
    }

    /** Lets a disabled account log in again. */
    public void enable(String loginName, String actor) {
        Account account = find(loginName);
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

    private static void refuse(String password, Role role, String loginName, String displayName) {
        PasswordRule.fault(password, role, loginName, displayName).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }
}
