package org.kapsurvey.api;

/** A made-up plan for tests: what a plan must have besides its indicators, in the fewest words. */
public final class TestPlan {
    private TestPlan() {}

    /** The plan's JSON; {@code indicators} are the objects of its list, with commas between them. Their objective is "1". */
    public static String of(String id, String indicators) {
        return """
                {"plan": "%s", "title": {"vi": "Kế hoạch thử", "en": "A plan"},
                 "document": {"number": "1", "date": "2026-01-01", "issuer": {"vi": "a", "en": "a"}},
                 "province": {"code": "31", "names": [{"from": "2025-07-01", "name": {"vi": "a", "en": "a"},
                                                      "authority": {"vi": "a", "en": "a"}, "communes": []}]},
                 "period": {"from": 2026, "to": 2030},
                 "objectives": [{"id": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"}}],
                 "indicators": [
                %s]}
                """.formatted(id, indicators);
    }
}
