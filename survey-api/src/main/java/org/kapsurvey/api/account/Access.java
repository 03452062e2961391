package org.kapsurvey.api.account;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.security.RouteRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kapsurvey.api.database.Actor;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Pages;

/**
 * Holds every request against the {@link Policy} of its route, before anything of it is read: finds the session once, refuses
 * whoever may not, and names whoever may as the {@link Actor} of all that the request does. Nothing is asked of the database
 * for a route that is open to anyone.
 */
public final class Access {
    private static final String ACCOUNT = "kap.account";

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Handler refused = Pages.page("Không có quyền – KAP Survey", "refused.js", "desk.css");

    /** Once there was an administrator, nobody needs to look again. */
    private volatile boolean hasAdministrator;

    public Access(Database database) {
        accounts = new AccountStore(database);
        sessions = new SessionStore(database);
    }

    /** Guards every route that has been or will be added. */
    public void routes(RoutesConfig routes) {
        // Threads are used again: whoever acted in the last request never acts in this one.
        routes.before(context -> Actor.nobody());
        routes.beforeMatched(this::check);
        routes.after(context -> Actor.nobody());
    }

    /**
     * The one policy of a route.
     *
     * @throws IllegalStateException if it has none or several
     */
    public static Policy policy(String route, Set<? extends RouteRole> declared) {
        if (declared.size() == 1 && declared.iterator().next() instanceof Policy policy) {
            return policy;
        }
        throw new IllegalStateException("The route " + route + " must have one Policy, found " + declared + ".");
    }

    /** Whose request it is. Only for a route that is not open to {@link Policy#ANYONE}. */
    static Account account(Context context) {
        return Objects.requireNonNull(context.attribute(ACCOUNT));
    }

    private void check(Context context) {
        if (context.req().getMethod().equals("HEAD") && context.routeRoles().isEmpty()) {
            // Javalin answers it by itself where there is a GET, without a handler of ours: nothing is told.
            return;
        }
        Policy policy = policy(context.path(), context.routeRoles());
        if (policy == Policy.ANYONE) {
            return;
        }
        Account account = SessionCookie.token(context).flatMap(sessions::use).orElse(null);
        if (account == null) {
            refuseNobody(context);
        } else if (!policy.allows(account)) {
            refuse(context, policy, account);
        } else {
            context.attribute(ACCOUNT, account);
            Actor.set(account.id().toString(), account.areas(), account.role().mayHaveNoArea());
        }
    }

    private void refuseNobody(Context context) {
        if (!isPage(context)) {
            // Told apart, because whoever has just set up a service has nothing to log in with.
            throw hasAdministrator()
                    ? Problems.NOT_LOGGED_IN.exception()
                    : Problems.NOT_LOGGED_IN.exception(Details.of("administrator", "none"));
        }
        String query = context.queryString();
        String here = context.req().getRequestURI() + (query == null ? "" : "?" + query);
        context.redirect("/login?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
        context.skipRemainingHandlers();
    }

    private void refuse(Context context, Policy policy, Account account) {
        if (!isPage(context)) {
            String roles = Stream.of(Role.values())
                    .filter(policy::allows)
                    .map(Role::text)
                    .collect(Collectors.joining(", "));
            Details details = Details.of("role", account.role().text()).with("roles", roles);
            throw Problems.NOT_ALLOWED.exception(
                    policy.allows(account.role()) ? details.with("areas", "must be none") : details);
        }
        try {
            refused.handle(context);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        context.res().setHeader("ETag", null);
        context.status(HttpStatus.FORBIDDEN).header("Cache-Control", "no-store");
        context.skipRemainingHandlers();
    }

    /** Pages are read by people, whatever else stands under the same address. */
    private static boolean isPage(Context context) {
        return !context.path().startsWith("/api/");
    }

    private boolean hasAdministrator() {
        if (!hasAdministrator) {
            hasAdministrator = accounts.hasAdministrator();
        }
        return hasAdministrator;
    }
}
