package org.kapsurvey.api.account;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code /api/login}, {@code /api/logout}, {@code /api/me} and {@code /api/me/password}. */
public final class LoginResource {
    /** Longer ones are no password, and are refused as a wrong one is. */
    private static final int MOST = 1_000;

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final LoginThrottle throttle;
    private final Function<Context, String> client;

    public LoginResource(Database database, Function<Context, String> client) {
        this.client = client;
        accounts = new AccountStore(database);
        sessions = new SessionStore(database);
        throttle = new LoginThrottle(database);
    }

    /** What an unknown name is compared with, so that it takes as long as a known one. */
    private static final class Nobody {
        private static final PasswordHash HASH = PasswordHash.make(PasswordRule.random());
    }

    /** {@code POST /api/login}: begins a session; the same answer for an unknown name, a disabled account and a wrong password. */
    public void login(Context context) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        // A phone's keyboard begins with a capital.
        String name = fields.text("name").strip().toLowerCase(Locale.ROOT);
        String password = fields.text("password");
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);

        String address = client.apply(context);
        throttle.enter(name, address);
        Optional<AccountStore.Kept> right;
        try {
            right = verified(name, password);
        } catch (ProblemException e) {
            // Nothing was found out about the password: the service is too busy, or its database is away.
            throttle.takeBack(name, address);
            throw e;
        }
        String token = right.flatMap(sessions::begin).orElseThrow(() -> Problems.LOGIN_REFUSED.exception());
        throttle.succeed(name, address);
        AccountStore.Kept kept = right.orElseThrow();
        if (PasswordHash.parse(kept.password()).isWeak()) {
            accounts.rehash(kept, PasswordHash.make(password));
        }
        SessionCookie.token(context).ifPresent(sessions::end);
        SessionCookie.set(context, token, kept.account().role().longestSession());
        answer(context, kept.account());
    }

    /** {@code POST /api/logout}: ends the session for good; without one there is nothing to end. */
    public void logout(Context context) {
        SessionCookie.token(context).ifPresent(sessions::end);
        SessionCookie.forget(context);
        context.status(204);
    }

    /** {@code GET /api/me}: who is logged in; problem 401.1 where nobody is. */
    public void me(Context context) {
        answer(context, Access.account(context));
    }

    /**
     * {@code POST /api/me/password}: a new password of one's own, for who knows the old one; all sessions end but for a new one
     * that goes on here. Wrong tries count as those of a login do, for somebody who found a tablet unlocked.
     */
    public void password(Context context) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        String old = fields.text("password");
        String wanted = fields.text("newPassword");
        fields.refuseUnknown();
        Account account = Access.account(context);
        if (faults.isEmpty()) {
            PasswordRule.fault(wanted, account.role(), account.loginName(), account.displayName())
                    .ifPresent(fault -> fields.fault("newPassword", fault.message(), fault.remedy()));
        }
        Bodies.throwIfAny(faults);

        String address = client.apply(context);
        throttle.enter(account.loginName(), address);
        try {
            if (verified(account.loginName(), old).isEmpty()) {
                throw Problems.WRONG_PASSWORD.exception();
            }
        } catch (ProblemException e) {
            if (e.problem() != Problems.WRONG_PASSWORD) {
                throttle.takeBack(account.loginName(), address);
            }
            throw e;
        }
        throttle.succeed(account.loginName(), address);
        accounts.password(account, wanted, account.id().toString());
        String token = accounts.kept(account.loginName())
                .flatMap(sessions::begin)
                .orElseThrow(() -> Problems.NOT_LOGGED_IN.exception());
        SessionCookie.set(context, token, account.role().longestSession());
        context.status(204);
    }

    private Optional<AccountStore.Kept> verified(String name, String password) {
        Optional<AccountStore.Kept> kept = accounts.kept(name);
        PasswordHash hash =
                kept.map(known -> PasswordHash.parse(known.password())).orElse(Nobody.HASH);
        boolean same = hash.matches(password.length() > MOST ? "" : password);
        return kept.filter(known -> same && !known.account().disabled());
    }

    private static void answer(Context context, Account account) {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("account").value(account.id().toString());
        json.name("login").value(account.loginName());
        json.name("name").value(account.displayName());
        json.name("role").value(account.role().text());
        json.name("title").beginObject();
        json.name("vi").value(account.role().title("vi"));
        json.name("en").value(account.role().title("en"));
        json.endObject();
        json.name("areas").beginArray();
        account.areas().forEach(json::value);
        json.endArray();
        json.name("may").beginArray();
        Stream.of(Policy.values())
                .filter(policy -> policy.allows(account))
                .forEach(policy -> json.value(policy.text()));
        json.endArray();
        context.contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }
}
