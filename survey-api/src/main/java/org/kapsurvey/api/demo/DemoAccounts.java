package org.kapsurvey.api.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.api.account.Account;
import org.kapsurvey.api.account.AccountStore;
import org.kapsurvey.api.account.DeviceLogin;
import org.kapsurvey.api.account.PasswordRule;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.Database;

/** The accounts of the demo: one of each role, and one by which its made-up surveyors send. */
public final class DemoAccounts {
    /** Hải Phòng and Bắc Ninh, the provinces of the demo's plans. */
    private static final List<String> AREAS = List.of("31", "24");

    private static final String FIELD_WORK = "demo.field-work";
    private static final String ACTOR = "demo";

    private final Database database;
    private final AccountStore accounts;

    public DemoAccounts(Database database) {
        this.database = database;
        this.accounts = new AccountStore(database);
    }

    /** Who may log in, and with what. */
    public record Known(Role role, String loginName, String password) {}

    /**
     * Adds one account of each role, with passwords made at random that are kept nowhere.
     *
     * @return those that are new; an account that is there already keeps its password
     */
    public List<Known> add() {
        List<String> there = names();
        List<Known> added = new ArrayList<>();
        for (Role role : Role.values()) {
            String name = "demo." + role.text();
            if (!there.contains(name)) {
                String password = PasswordRule.random();
                accounts.add(name, role.title("vi"), role, role.mayHaveNoArea() ? List.of() : AREAS, password, ACTOR);
                added.add(new Known(role, name, password));
            }
        }
        return added;
    }

    /**
     * Logs in the account that sends and approves the demo's interviews.
     *
     * @return its cookie
     * @throws IllegalStateException if the service refuses
     */
    String fieldWork(URI service) {
        try {
            return new DeviceLogin(database, service)
                    .cookie(FIELD_WORK, "Phỏng vấn giả định", Role.SUPERVISOR, AREAS, ACTOR);
        } catch (IOException e) {
            throw new UncheckedIOException("The service at " + service + " can't be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while logging in.", e);
        }
    }

    private List<String> names() {
        return accounts.list().stream().map(Account::loginName).toList();
    }
}
