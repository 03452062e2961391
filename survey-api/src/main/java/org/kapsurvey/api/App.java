package org.kapsurvey.api;

import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
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
import org.kapsurvey.api.summary.SummaryResource;
import org.kapsurvey.api.web.Guard;
import org.kapsurvey.api.web.Health;
import org.kapsurvey.api.web.OfflinePages;
import org.kapsurvey.api.web.Pages;
import org.kapsurvey.questionnaire.definition.Blocks;

/** Every address of the service, on one screen. A resource says what is done there; a store says how. */
final class App {
    private App() {}

    static void routes(RoutesConfig routes, Database database, Health health, JobWorker worker, Blocks blocks) {
        Pages pages = new Pages();
        OfflinePages offline = new OfflinePages(pages);
        LoginResource logins = new LoginResource(database);
        QuestionnaireStore forms = new QuestionnaireStore(database);
        QuestionnaireResource questionnaires = new QuestionnaireResource(forms, pages.hash("engine.js"));
        PublicationResource publications = new PublicationResource(forms, new PlanStore(database), blocks);
        PreviewResource previews = new PreviewResource(forms);
        RoundResource rounds = new RoundResource(new RoundStore(database), new WeightStore(database));
        VisitResource visits = new VisitResource(database);
        InterviewResource interviews = new InterviewResource(
                new InterviewReader(forms, pages.hash("engine.js")),
                new InterviewStore(database),
                new ReviewStore(database));
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

        Guard.routes(routes, Service.MAX_BODY);
        ProblemResource.routes(routes);

        routes.get("/livez", health::live);
        routes.get("/readyz", health::ready);

        routes.post("/api/login", logins::login);
        routes.post("/api/logout", logins::logout);
        routes.get("/api/me", logins::me);

        routes.get("/api/engine", pages::engine);
        routes.get("/api/plans", rounds::plans);
        routes.get("/api/questionnaires", questionnaires::list);
        routes.post("/api/questionnaires", publications::publish);
        routes.post("/api/questionnaires/check", publications::check);
        routes.get("/api/questionnaires/{form}/{version}", questionnaires::content);
        routes.get("/api/questionnaires/{form}/{version}/compiled", questionnaires::compiled);
        routes.get("/api/questionnaires/{form}/{version}/walks", previews::coverage);
        routes.get("/api/questionnaires/{form}/{version}/walks/{seed}", previews::walk);
        routes.get("/api/rounds", rounds::list);
        routes.post("/api/rounds", rounds::open);
        routes.post("/api/rounds/{round}/lock", rounds::lock);
        routes.put("/api/rounds/{round}/units", registers::put);
        routes.get("/api/rounds/{round}/sample", samples::sample);
        routes.post("/api/rounds/{round}/sample", samples::draw);
        routes.get("/api/rounds/{round}/sample.zip", samples::archive);
        routes.get("/api/rounds/{round}/sample/{file}", samples::file);
        routes.get("/api/rounds/{round}/indicators", summaries::indicators);
        routes.get("/api/rounds/{round}/weights", rounds::weights);
        routes.get("/api/rounds/{round}/outcomes", outcomes::outcomes);
        routes.get("/api/rounds/{round}/due", outcomes::due);
        routes.put("/api/rounds/{round}/selections/{selection}/visits/{visit}", visits::put);
        routes.post("/api/interviews", interviews::post);
        routes.put("/api/interviews/{id}/revisions/{revision}", interviews::put);
        routes.get("/api/interviews/{id}/revisions/{revision}", interviews::receipt);
        routes.post("/api/interviews/{id}/state", interviews::move);

        routes.get("/api/devices", devices::list);

        routes.get("/api/rounds/{round}/job", jobs::example);
        routes.post("/api/jobs/check", jobs::check);
        routes.post("/api/jobs", jobs::post);
        routes.get("/api/jobs", jobs::list);
        routes.get("/api/jobs/{id}", jobs::state);
        routes.delete("/api/jobs/{id}", jobs::remove);
        routes.post("/api/jobs/{id}/cancel", jobs::cancel);
        routes.get("/api/jobs/{id}/job", jobs::content);
        routes.get("/api/jobs/{id}/files", jobs::files);
        routes.get("/api/jobs/{id}/files/{name}", jobs::file);

        routes.post("/api/sample/plan", plans::plan);
        routes.get("/api/frames", frames::list);
        routes.post("/api/frames/check", frames::check);
        routes.post("/api/frames", frames::post);
        routes.get("/api/frames/{frame}/{version}", frames::content);
        routes.get("/api/frames/{frame}/{version}/areas.csv", frames::areas);
        routes.get("/api/frames/{frame}/{version}/files", frames::files);

        routes.get("/api/institutions", institutions::list);
        routes.post("/api/institutions", institutions::post);
        routes.get("/api/institutions/{survey}/{version}/{file}", institutions::file);

        routes.get("/", offline::start);
        routes.get("/form", offline::form);
        routes.get("/form/{form}/{version}", offline::form);
        routes.get("/service-worker.js", offline::serviceWorker);
        routes.get("/engine/{file}", offline::engine);
        routes.get("/login", Pages.page("Đăng nhập – KAP Survey", "login.js", "desk.css"));
        routes.get("/summary/{round}", summaries::page);
        routes.get("/preview", Pages.page("Xem thử phiếu – KAP Survey", "preview.js", "desk.css", "preview.css"));
        routes.get("/analysis", Pages.page("Phân tích số liệu – KAP Survey", "analysis.js", "analysis.css"));
        routes.get("/sample", Pages.page("Tính cỡ mẫu – KAP Survey", "sample.js", "desk.css", "sample.css"));
        routes.get("/rounds", Pages.page("Đợt khảo sát – KAP Survey", "rounds.js", "desk.css"));
        routes.get("/visits", Pages.page("Kết quả tiếp cận – KAP Survey", "visits.js", "desk.css", "visits.css"));
        routes.get("/devices", Pages.page("Thiết bị – KAP Survey", "devices.js", "desk.css"));
        routes.get("/samples", Pages.page("Mẫu đã chọn – KAP Survey", "samples.js", "desk.css"));
        routes.get("/samples/{round}/lists", samples::lists);
        routes.get("/institutions", Pages.page("Cơ quan, đơn vị – KAP Survey", "institutions.js", "desk.css"));
        routes.get("/institutions/{survey}/{version}", institutions::page);
        routes.get("/frame", Pages.page("Khung mẫu – KAP Survey", "sampling-frame.js", "desk.css"));
        routes.get("/<file>", pages::file);
    }
}
