package org.kapsurvey.api;

import static org.kapsurvey.api.account.Policy.ACCOUNTS;
import static org.kapsurvey.api.account.Policy.ANYONE;
import static org.kapsurvey.api.account.Policy.ANY_ACCOUNT;
import static org.kapsurvey.api.account.Policy.DESK;
import static org.kapsurvey.api.account.Policy.FIELD_WORK;
import static org.kapsurvey.api.account.Policy.RESULTS;
import static org.kapsurvey.api.account.Policy.REVIEW;
import static org.kapsurvey.api.account.Policy.ROUNDS;
import static org.kapsurvey.api.account.Policy.SELECTED;
import static org.kapsurvey.api.account.Policy.STATISTICS;

import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import org.kapsurvey.api.account.Access;
import org.kapsurvey.api.account.AccountResource;
import org.kapsurvey.api.account.LoginResource;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.frame.FrameResource;
import org.kapsurvey.api.frame.FrameStore;
import org.kapsurvey.api.frame.FramesOfPlans;
import org.kapsurvey.api.institution.InstitutionResource;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.interview.DeviceResource;
import org.kapsurvey.api.interview.DeviceStore;
import org.kapsurvey.api.interview.InterviewReader;
import org.kapsurvey.api.interview.InterviewResource;
import org.kapsurvey.api.interview.InterviewStore;
import org.kapsurvey.api.interview.ReturnComments;
import org.kapsurvey.api.interview.ReviewResource;
import org.kapsurvey.api.interview.ReviewStore;
import org.kapsurvey.api.job.DatabaseRounds;
import org.kapsurvey.api.job.JobResource;
import org.kapsurvey.api.job.JobStore;
import org.kapsurvey.api.job.JobWorker;
import org.kapsurvey.api.problem.ProblemResource;
import org.kapsurvey.api.publication.PublicationResource;
import org.kapsurvey.api.questionnaire.PreviewResource;
import org.kapsurvey.api.questionnaire.QuestionnaireResource;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.OutcomeResource;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.RegisterResource;
import org.kapsurvey.api.round.RoundOutcomes;
import org.kapsurvey.api.round.RoundRegister;
import org.kapsurvey.api.round.RoundResource;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.VisitResource;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.api.sample.SamplePlanResource;
import org.kapsurvey.api.sample.SampleResource;
import org.kapsurvey.api.sample.SampleStore;
import org.kapsurvey.api.seal.Envelopes;
import org.kapsurvey.api.seal.SealingKeyResource;
import org.kapsurvey.api.seal.SealingKeyStore;
import org.kapsurvey.api.summary.SummaryResource;
import org.kapsurvey.api.web.Guard;
import org.kapsurvey.api.web.Health;
import org.kapsurvey.api.web.OfflinePages;
import org.kapsurvey.api.web.Pages;
import org.kapsurvey.api.web.Reach;
import org.kapsurvey.questionnaire.definition.Blocks;

/** Every address of the service, on one screen, and who may use it. A resource says what is done there; a store says how. */
final class App {
    private App() {}

    static void routes(
            RoutesConfig routes, Reach reach, Database database, Health health, JobWorker worker, Blocks blocks) {
        Pages pages = new Pages();
        OfflinePages offline = new OfflinePages(pages);
        LoginResource logins = new LoginResource(database, reach::client);
        AccountResource accounts = new AccountResource(database);
        QuestionnaireStore forms = new QuestionnaireStore(database);
        QuestionnaireResource questionnaires = new QuestionnaireResource(forms, pages.hash("engine.js"));
        PublicationResource publications = new PublicationResource(forms, new PlanStore(database), blocks);
        PreviewResource previews = new PreviewResource(forms);
        RoundResource rounds = new RoundResource(new RoundStore(database), new WeightStore(database));
        VisitResource visits = new VisitResource(database);
        SealingKeyStore sealingKeys = new SealingKeyStore(database);
        InterviewResource interviews = new InterviewResource(
                new InterviewReader(forms, new Envelopes(sealingKeys), pages.hash("engine.js")),
                new InterviewStore(database),
                new ReviewStore(database),
                new ReturnComments(database, forms));
        ReviewResource reviews = new ReviewResource(database, forms, Path.of(System.getProperty("kap.home", ".")));
        SealingKeyResource keys = new SealingKeyResource(sealingKeys);
        DeviceResource devices = new DeviceResource(new DeviceStore(database), InstantSource.system());
        SummaryResource summaries = new SummaryResource(database);
        JobResource jobs = new JobResource(new JobStore(database), new DatabaseRounds(database), worker::wake);

        FrameStore frameStore = new FrameStore(database);
        FrameResource frames = new FrameResource(frameStore);
        FramesOfPlans framesOfPlans = new FramesOfPlans(frameStore);
        SamplePlanResource plans = new SamplePlanResource(framesOfPlans);
        SampleResource samples = new SampleResource(new SampleStore(database), framesOfPlans);

        InstitutionStore institutionStore = new InstitutionStore(database);
        InstitutionResource institutions = new InstitutionResource(institutionStore);
        RoundRegister roundRegister = new RoundRegister(database);
        RegisterResource registers = new RegisterResource(roundRegister, institutionStore);
        OutcomeResource outcomes = new OutcomeResource(new RoundOutcomes(database), roundRegister, institutionStore);

        Guard.routes(routes, reach, Service.MAX_BODY);
        ProblemResource.routes(routes);
        new Access(database).routes(routes);

        routes.get("/livez", health::live, ANYONE);
        routes.get("/readyz", health::ready, ANYONE);

        routes.post("/api/login", logins::login, ANYONE);
        routes.post("/api/logout", logins::logout, ANYONE);
        routes.get("/api/me", logins::me, ANY_ACCOUNT);
        routes.post("/api/me/password", logins::password, ANY_ACCOUNT);
        routes.get("/api/accounts", accounts::list, ACCOUNTS);
        routes.post("/api/accounts", accounts::add, ACCOUNTS);
        routes.put("/api/accounts/{account}", accounts::change, ACCOUNTS);
        routes.post("/api/accounts/{account}/password", accounts::password, ACCOUNTS);
        routes.post("/api/accounts/{account}/disable", accounts::disable, ACCOUNTS);
        routes.post("/api/accounts/{account}/enable", accounts::enable, ACCOUNTS);
        routes.get("/api/accounts/{account}/sessions", accounts::sessions, ACCOUNTS);
        routes.post("/api/accounts/{account}/sessions/end", accounts::end, ACCOUNTS);

        routes.get("/api/engine", pages::engine, ANYONE);
        routes.get("/api/keys", keys::current, ANYONE);
        routes.get("/api/plans", rounds::plans, DESK);
        routes.get("/api/questionnaires", questionnaires::list, ANYONE);
        routes.post("/api/questionnaires", publications::publish, STATISTICS);
        routes.post("/api/questionnaires/check", publications::check, STATISTICS);
        routes.get("/api/questionnaires/{form}/{version}", questionnaires::content, ANYONE);
        routes.get("/api/questionnaires/{form}/{version}/compiled", questionnaires::compiled, ANYONE);
        routes.get("/api/questionnaires/{form}/{version}/walks", previews::coverage, DESK);
        routes.get("/api/questionnaires/{form}/{version}/walks/{seed}", previews::walk, DESK);
        routes.get("/api/rounds", rounds::list, ANY_ACCOUNT);
        routes.post("/api/rounds", rounds::open, ROUNDS);
        routes.post("/api/rounds/{round}/lock", rounds::lock, ROUNDS);
        routes.put("/api/rounds/{round}/units", registers::put, STATISTICS);
        routes.get("/api/rounds/{round}/sample", samples::sample, SELECTED);
        routes.post("/api/rounds/{round}/sample", samples::draw, STATISTICS);
        routes.get("/api/rounds/{round}/sample.zip", samples::archive, SELECTED);
        routes.get("/api/rounds/{round}/sample/{file}", samples::file, SELECTED);
        routes.get("/api/rounds/{round}/indicators", summaries::indicators, RESULTS);
        routes.get("/api/rounds/{round}/weights", rounds::weights, RESULTS);
        routes.get("/api/rounds/{round}/outcomes", outcomes::outcomes, DESK);
        routes.get("/api/rounds/{round}/due", outcomes::due, DESK);
        routes.put("/api/rounds/{round}/selections/{selection}/visits/{visit}", visits::put, FIELD_WORK);
        routes.post("/api/interviews", interviews::post, FIELD_WORK);
        routes.put("/api/interviews/{id}/revisions/{revision}", interviews::put, FIELD_WORK);
        routes.get("/api/interviews/{id}/revisions/{revision}", interviews::receipt, FIELD_WORK);
        routes.get("/api/returned", reviews::returned, FIELD_WORK);
        routes.get("/api/rounds/{round}/progress", reviews::progress, REVIEW);
        routes.get("/api/rounds/{round}/flags", reviews::flags, REVIEW);
        routes.get("/api/interviews", reviews::list, REVIEW);
        routes.get("/api/interviews/{id}", reviews::interview, REVIEW);
        routes.post("/api/interviews/{id}/state", interviews::move, REVIEW);

        routes.get("/api/devices", devices::list, REVIEW);

        routes.get("/api/rounds/{round}/job", jobs::example, STATISTICS);
        routes.post("/api/jobs/check", jobs::check, STATISTICS);
        routes.post("/api/jobs", jobs::post, STATISTICS);
        routes.get("/api/jobs", jobs::list, STATISTICS);
        routes.get("/api/jobs/{id}", jobs::state, STATISTICS);
        routes.delete("/api/jobs/{id}", jobs::remove, STATISTICS);
        routes.post("/api/jobs/{id}/cancel", jobs::cancel, STATISTICS);
        routes.get("/api/jobs/{id}/job", jobs::content, STATISTICS);
        routes.get("/api/jobs/{id}/files", jobs::files, STATISTICS);
        routes.get("/api/jobs/{id}/files/{name}", jobs::file, STATISTICS);

        routes.post("/api/sample/plan", plans::plan, DESK);
        routes.get("/api/frames", frames::list, DESK);
        routes.post("/api/frames/check", frames::check, STATISTICS);
        routes.post("/api/frames", frames::post, STATISTICS);
        routes.get("/api/frames/{frame}/{version}", frames::content, DESK);
        routes.get("/api/frames/{frame}/{version}/areas.csv", frames::areas, DESK);
        routes.get("/api/frames/{frame}/{version}/files", frames::files, DESK);

        routes.get("/api/institutions", institutions::list, DESK);
        routes.post("/api/institutions", institutions::post, STATISTICS);
        routes.get("/api/institutions/{survey}/{version}/{file}", institutions::file, DESK);

        routes.get("/", offline::start, ANYONE);
        routes.get("/form", offline::form, ANYONE);
        routes.get("/form/{form}/{version}", offline::form, ANYONE);
        routes.get("/service-worker.js", offline::serviceWorker, ANYONE);
        routes.get("/engine/{file}", offline::engine, ANYONE);
        routes.get("/login", Pages.page("Đăng nhập – KAP Survey", "login.js", "desk.css"), ANYONE);
        routes.get("/password", Pages.page("Đổi mật khẩu – KAP Survey", "password.js", "desk.css"), ANY_ACCOUNT);
        routes.get("/accounts", Pages.page("Tài khoản – KAP Survey", "accounts.js", "desk.css"), ACCOUNTS);
        routes.get("/summary/{round}", summaries::page, RESULTS);
        routes.get("/preview", Pages.page("Xem thử phiếu – KAP Survey", "preview.js", "desk.css", "preview.css"), DESK);
        routes.get(
                "/analysis", Pages.page("Phân tích số liệu – KAP Survey", "analysis.js", "analysis.css"), STATISTICS);
        routes.get("/sample", Pages.page("Tính cỡ mẫu – KAP Survey", "sample.js", "desk.css", "sample.css"), DESK);
        routes.get("/rounds", Pages.page("Đợt khảo sát – KAP Survey", "rounds.js", "desk.css"), DESK);
        routes.get("/visits", Pages.page("Kết quả tiếp cận – KAP Survey", "visits.js", "desk.css", "visits.css"), DESK);
        routes.get(
                "/review",
                Pages.page("Duyệt phiếu – KAP Survey", "review.js", "desk.css", "visits.css", "review.css"),
                REVIEW);
        routes.get("/devices", Pages.page("Thiết bị – KAP Survey", "devices.js", "desk.css"), REVIEW);
        routes.get("/samples", Pages.page("Mẫu đã chọn – KAP Survey", "samples.js", "desk.css"), SELECTED);
        routes.get("/samples/{round}/lists", samples::lists, SELECTED);
        routes.get("/institutions", Pages.page("Cơ quan, đơn vị – KAP Survey", "institutions.js", "desk.css"), DESK);
        routes.get("/institutions/{survey}/{version}", institutions::page, DESK);
        routes.get("/frame", Pages.page("Khung mẫu – KAP Survey", "sampling-frame.js", "desk.css"), DESK);
        routes.get("/<file>", pages::file, ANYONE);
    }
}
