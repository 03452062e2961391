package org.kapsurvey.api;

import io.javalin.config.RoutesConfig;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.ProblemResource;
import org.kapsurvey.api.web.Guard;
import org.kapsurvey.api.web.Health;
import org.kapsurvey.api.web.Pages;

/** Every address of the service, on one screen. A resource says what is done there; a store says how. */
final class App {
    private App() {}

    static void routes(RoutesConfig routes, Database database) {
        Pages pages = new Pages();
        Health health = new Health(database);

        Guard.routes(routes);
        ProblemResource.routes(routes);

        routes.get("/livez", health::live);
        routes.get("/readyz", health::ready);

        routes.get("/", context -> pages.page(context, "index.html"));
        routes.get("/form/{form}/{version}", context -> pages.page(context, "form.html"));
        routes.get("/<file>", pages::file);
    }
}
