package org.kapsurvey.api.account;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code /api/accounts}: what {@code ./kap user} does, for administrators in a browser. */
public final class AccountResource {
    private final AccountStore accounts;
    private final SessionStore sessions;

    public AccountResource(Database database) {
        accounts = new AccountStore(database);
        sessions = new SessionStore(database);
    }

    /** {@code GET /api/accounts}: all, by their login names, and how many sessions of each go on. */
    public void list(Context context) {
        Map<UUID, List<SessionStore.Live>> live =
                sessions.live(null).stream().collect(Collectors.groupingBy(SessionStore.Live::account));
        answer(context, 200, json -> {
            json.name("accounts").beginArray();
            for (Account account : accounts.list()) {
                List<SessionStore.Live> own = live.getOrDefault(account.id(), List.of());
                json.beginObject();
                write(json, account);
                json.name("sessions").value(own.size());
                time(json.name("lastUsedAt"), own.isEmpty() ? null : own.get(0).lastUsedAt());
                json.endObject();
            }
            json.endArray();
        });
    }

    /** {@code POST /api/accounts}: 201 and the account; with its password where none was given and one was made. */
    public void add(Context context) {
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        String login = fields.text("login");
        String name = fields.text("name");
        Role role = role(fields);
        List<String> areas = fields.optionalTexts("areas");
        Optional<String> given = fields.optionalText("password");
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        String password = given.orElseGet(PasswordRule::random);
        Account account = taken(fields, () -> accounts.add(login, name, role, areas, password, actor(context)));
        answer(context, 201, json -> {
            write(json, account);
            made(json, given.isEmpty() ? password : null);
        });
    }

    /**
     * {@code PUT /api/accounts/{account}}: another name, role or areas. Who becomes an administrator gets a new password, made here and
     * told where none is given.
     */
    public void change(Context context) {
        Account account = account(context);
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        String name = fields.text("name");
        Role role = role(fields);
        List<String> areas = fields.optionalTexts("areas");
        Optional<String> given = fields.optionalText("password");
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        boolean rises = role == Role.ADMINISTRATOR && account.role() != role;
        String made = rises && given.isEmpty() ? PasswordRule.random() : null;
        taken(fields, () -> {
            accounts.change(account, name, role, areas, given.orElse(made), actor(context));
            return account;
        });
        answer(context, 200, json -> {
            write(json, accounts.find(account.id()).orElseThrow());
            made(json, made);
        });
    }

    /** {@code POST /api/accounts/{account}/password}: the password that was made, where none was given. */
    public void password(Context context) {
        Account account = account(context);
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        Optional<String> given = fields.optionalText("password");
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        String password = given.orElseGet(PasswordRule::random);
        taken(fields, () -> {
            accounts.password(account, password, actor(context));
            return account;
        });
        answer(context, 200, json -> made(json, given.isEmpty() ? password : null));
    }

    /** {@code POST /api/accounts/{account}/disable}. */
    public void disable(Context context) {
        Account account = account(context);
        nothing(context);
        accounts.disable(account, actor(context));
        context.status(204);
    }

    /** {@code POST /api/accounts/{account}/enable}. */
    public void enable(Context context) {
        Account account = account(context);
        nothing(context);
        accounts.enable(account, actor(context));
        context.status(204);
    }

    /** {@code GET /api/accounts/{account}/sessions}: those that go on, and the devices that its interviews came from. */
    public void sessions(Context context) {
        Account account = account(context);
        String own = SessionCookie.token(context).map(SessionStore::id).orElse("");
        answer(context, 200, json -> {
            json.name("sessions").beginArray();
            for (SessionStore.Live session : sessions.live(account.id())) {
                json.beginObject();
                json.name("session").value(session.id());
                json.name("own").value(session.id().equals(own));
                time(json.name("begunAt"), session.begunAt());
                time(json.name("lastUsedAt"), session.lastUsedAt());
                time(json.name("endsAt"), session.endsAt());
                json.endObject();
            }
            json.endArray().name("devices").beginArray();
            for (AccountStore.SendingDevice device : accounts.devices(account.id())) {
                json.beginObject();
                json.name("device").value(device.device().toString());
                json.name("interviews").value(device.interviews());
                time(json.name("lastReceivedAt"), device.lastReceivedAt());
                json.endObject();
            }
            json.endArray();
        });
    }

    /** {@code POST /api/accounts/{account}/sessions/end}: one session, or all of them; how many there were. */
    public void end(Context context) {
        Account account = account(context);
        Faults faults = new Faults();
        JsonFields fields = Bodies.fields(context, faults);
        Optional<String> session = fields.optionalText("session");
        fields.refuseUnknown();
        Bodies.throwIfAny(faults);
        int ended = sessions.end(account.id(), session.orElse(null), actor(context));
        answer(context, 200, json -> json.name("ended").value(ended));
    }

    private Account account(Context context) {
        try {
            return accounts.find(UUID.fromString(context.pathParam("account")))
                    .orElseThrow(() -> Problems.UNKNOWN_ACCOUNT.exception());
        } catch (IllegalArgumentException e) {
            throw Problems.UNKNOWN_ACCOUNT.exception(e);
        }
    }

    private static String actor(Context context) {
        return Access.account(context).id().toString();
    }

    private static Role role(JsonFields fields) {
        return Role.of(fields.oneOf("role", Role.TEXTS)).orElseThrow();
    }

    private static void nothing(Context context) {
        Faults faults = new Faults();
        Bodies.fields(context, faults).refuseUnknown();
        Bodies.throwIfAny(faults);
    }

    private interface Work {
        Account run();
    }

    /** What is wrong with an account as faults of the body, each at its field. */
    private static Account taken(JsonFields fields, Work work) {
        try {
            return work.run();
        } catch (AccountRefusedException e) {
            Faults faults = new Faults();
            e.refusals()
                    .forEach(refusal -> faults.add(fields.place(refusal.field()), refusal.message(), refusal.remedy()));
            throw Bodies.invalid(faults);
        }
    }

    private static void write(JsonWriter json, Account account) {
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
        json.name("disabled").value(account.disabled());
    }

    private static void made(JsonWriter json, @Nullable String password) {
        if (password != null) {
            json.name("password").value(password);
        }
    }

    private static void time(JsonWriter json, @Nullable Instant time) {
        if (time == null) {
            json.nullValue();
        } else {
            json.value(time.toString());
        }
    }

    private static void answer(Context context, int status, Consumer<JsonWriter> body) {
        JsonWriter json = new JsonWriter().beginObject();
        body.accept(json);
        context.status(status)
                .contentType("application/json")
                .result(json.endObject().toString().getBytes(StandardCharsets.UTF_8));
    }
}
