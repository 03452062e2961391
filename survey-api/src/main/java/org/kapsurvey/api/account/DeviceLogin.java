package org.kapsurvey.api.account;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Logs in the devices that this program makes up itself, over HTTP as every device does. */
public final class DeviceLogin {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AccountStore accounts;
    private final URI service;

    public DeviceLogin(Database database, URI service) {
        this.accounts = new AccountStore(database);
        this.service = service;
    }

    /**
     * Gives an account another password, made at random and kept nowhere, and logs it in; adds it where there is none.
     *
     * @return what its requests bring as {@code Cookie}
     * @throws IllegalStateException if the service refuses
     */
    public String cookie(String loginName, String displayName, Role role, List<String> areas, String actor)
            throws IOException, InterruptedException {
        String password = PasswordRule.random();
        if (accounts.list().stream().anyMatch(account -> account.loginName().equals(loginName))) {
            accounts.password(loginName, password, actor);
        } else {
            accounts.add(loginName, displayName, role, areas, password, actor);
        }
        JsonWriter body = new JsonWriter().beginObject();
        body.name("name").value(loginName);
        body.name("password").value(password);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/api/login"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        body.endObject().toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(set -> set.substring(0, set.indexOf(';')))
                .orElseThrow(() -> new IllegalStateException(
                        "The service did not log " + loginName + " in: " + answer.statusCode() + " " + answer.body()));
    }
}
