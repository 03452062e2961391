package org.kapsurvey.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * Forms and answers from seeds, for comparing the engine on the JVM with the engine in a browser. Every form passes the
 * publish gate; answers hold anything: what fits, what doesn't, emoji, decomposed Vietnamese, huge numbers, ends of months.
 */
public final class RandomForms {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "Hải Phòng",
            "Ha\u0309i Pho\u0300ng",
            "\uD83D\uDE00",
            "x\uD83D\uDC69\u200D\uD83D\uDC67y",
            "\uD83D",
            "tab\tline\nend",
            "\u0000\u0007",
            "\r\n",
            "12",
            "-3.5",
            "0012",
            "1e5",
            "9007199254740993",
            "123456789012345678901234567890",
            "0.1",
            "1,5",
            "-0",
            "NaN",
            "Infinity",
            "true",
            "2026-02-28",
            "2024-02-29",
            "2026-02-29",
            "2026-12-31",
            "0001-01-01",
            "9999-12-31",
            "OK",
            "'quoted\"",
            "\\",
            "a b  c",
            "\uFB01\u00C5\u212B",
            "ế".repeat(40),
            "\u0590\u05D0",
            "</script>",
            "${q0}",
            "c0",
            "c1 c0",
            "c0 c0 zz",
            "5000",
            "0.30000000000000004");
    private static final List<String> DAYS = List.of(
            "2026-01-31",
            "2026-02-28",
            "2024-02-29",
            "2026-12-31",
            "2000-02-29",
            "1900-03-01",
            "1969-12-31",
            "1970-01-01",
            "9999-12-31",
            "0001-01-01",
            "2026-11-21");
    private static final List<String> PATTERNS = List.of(
            "[0-9]+", "^a.*$", "(a|b|\\\\d)*c?", "[^x]{2,4}", "\\\\w+ ?\\\\w*", "(?:ế|à)+|.", "[A-Za-z]{1,3}-?", "");
    private static final List<String> FORMATS = List.of("%d/%m/%Y", "%e.%n.%y", "%Y%%", "ngày %d");

    private final SplittableRandom random;
    private final List<Made> questions = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();

    private RandomForms(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A question that has been made; list is −1 unless it is a select. */
    private record Made(String name, String type, int list, List<String> missing) {}

    /** A form that passes the publish gate; equal seeds give equal forms. */
    public static String form(long seed) {
        return new RandomForms(seed).make();
    }

    /** Answers to the form of a seed; there are as many as one likes. */
    public static String answers(long seed, int i) {
        RandomForms form = new RandomForms(seed);
        form.make();
        return form.answer(new SplittableRandom(seed * 1_000_003 + i));
    }

    /** The day of an interview; now and then no day at all. */
    public static String today(long seed, int i) {
        SplittableRandom random = new SplittableRandom(seed * 7_919 + i);
        return random.nextInt(20) == 0 ? "today" : DAYS.get(random.nextInt(DAYS.size()));
    }

    private String make() {
        int lists = random.nextInt(1, 4);
        int count = random.nextInt(1, 25);
        int open = 0;
        for (int i = 0; i < lists; i++) {
            add(i % 2 == 0 ? "select_one" : "select_multiple", i);
        }
        for (int i = 0; i < count; i++) {
            if (open < 3 && random.nextInt(6) == 0) {
                row("{\"type\":\"begin_group\",\"name\":\"g" + rows.length()
                        + "\",\"label\":{\"vi\":\"Nhóm\",\"en\":\"Group\"}" + relevant() + "}");
                open++;
            } else if (open > 0 && random.nextInt(6) == 0) {
                row("{\"type\":\"end_group\"}");
                open--;
            }
            String[] types = {
                "integer",
                "decimal",
                "text",
                "date",
                "select_one",
                "select_multiple",
                "note",
                "acknowledge",
                "calculate",
                "calculate",
                "hidden"
            };
            String type = types[random.nextInt(types.length)];
            add(type, type.startsWith("select") ? random.nextInt(lists) : -1);
        }
        for (; open > 0; open--) {
            row("{\"type\":\"end_group\"}");
        }
        StringBuilder choices = new StringBuilder();
        for (int list = 0; list < lists; list++) {
            for (int c = 0; c < 4; c++) {
                choices.append(choices.length() == 0 ? "" : ",\n");
                choices.append("{\"list_name\":\"l" + list + "\",\"name\":\"c" + c + "\",\"label\":{\"vi\":\"Lựa chọn "
                        + c + "\",\"en\":\"Choice " + c + "\"}" + (c == 3 ? ",\"exclusive\":true" : "") + "}");
            }
        }
        return "{\"settings\":{\"form_id\":\"random\",\"version\":\"1\",\"default_language\":\"vi\","
                + "\"title\":{\"vi\":\"Ngẫu nhiên\",\"en\":\"Random\"},\"refused\":" + quoted(truth(2))
                + "},\n\"survey\":[\n"
                + rows + "\n],\n\"choices\":[\n" + choices + "\n]}\n";
    }

    private void row(String json) {
        rows.append(rows.length() == 0 ? "" : ",\n").append(json);
    }

    private void add(String type, int list) {
        String name = "q" + questions.size();
        StringBuilder row =
                new StringBuilder("{\"type\":\"" + type + (list >= 0 ? " l" + list : "") + "\",\"name\":\"");
        row.append(name).append('"');
        if (!type.equals("calculate") && !type.equals("hidden")) {
            row.append(",\"label\":{\"vi\":\"Câu \\\"" + name + "\\\" 😀\",\"en\":\"Question\"}");
        }
        row.append(relevant());
        List<String> missing = new ArrayList<>();
        if (type.equals("calculate")) {
            row.append(",\"calculation\":").append(quoted(any(3)));
        } else if (!type.equals("note") && !type.equals("hidden")) {
            if (random.nextInt(3) == 0) {
                row.append(",\"required\":").append(random.nextBoolean() ? "true" : quoted(truth(2)));
            }
            if (random.nextInt(4) == 0) {
                String self = ". != '' and " + (random.nextBoolean() ? ". <= " + number(1) : truth(1));
                row.append(",\"constraint\":").append(quoted(self));
                if (random.nextBoolean()) {
                    row.append(",\"constraint_message\":{\"vi\":\"Không hợp lệ\",\"en\":\"Not valid\"}");
                }
            }
            if (random.nextInt(3) == 0) {
                missing.add(random.nextBoolean() ? "dk" : "refused");
                row.append(",\"missing\":[\"" + missing.get(0) + "\"]");
            }
        }
        row(row.append('}').toString());
        questions.add(new Made(name, type, list, missing));
    }

    private String relevant() {
        return random.nextInt(3) == 0 ? ",\"relevant\":" + quoted(truth(3)) : "";
    }

    private static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }

    private String any(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> truth(depth);
            case 1 -> text(depth);
            case 2 -> day(depth);
            default -> number(depth);
        };
    }

    private String truth(int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? "true()" : "false()";
        }
        int d = depth - 1;
        return switch (random.nextInt(13)) {
            case 0 -> truth(d) + " and " + truth(d);
            case 1 -> "(" + truth(d) + " or " + truth(d) + ")";
            case 2 -> "not(" + truth(d) + ")";
            case 3 -> equality(any(d), " = ", any(d));
            case 4 -> equality(any(d), " != ", any(d));
            case 5 -> number(d) + pick(List.of(" < ", " <= ", " > ", " >= ")) + number(d);
            case 6 -> "selected(" + reference() + ", concat(" + text(d) + ", ''))";
            case 7 -> "regex(" + text(d) + ", '" + pick(PATTERNS).replace("\\\\", "\\") + "')";
            case 8 -> "contains(" + text(d) + ", " + text(d) + ")";
            case 9 -> (random.nextBoolean() ? "starts-with(" : "ends-with(") + text(d) + ", " + text(d) + ")";
            case 10 -> "is-missing(" + any(d) + ")";
            case 11 -> day(d) + " > " + day(d);
            default -> "boolean(" + any(d) + ")";
        };
    }

    /** A question beside a text in quotes gets a code that every list has: others are refused by the publish gate. */
    private static String equality(String left, String sign, String right) {
        String code = left.startsWith("${") && right.startsWith("'") ? "'c1'" : right;
        return (left.startsWith("'") && right.startsWith("${") ? "'c2'" : left) + sign + code;
    }

    private String number(int depth) {
        if (depth == 0) {
            return pick(List.of("0", "1", "7", "0.1", "0.5", "100", "1.005", "9007199254740993", ".25", "15"));
        }
        int d = depth - 1;
        return switch (random.nextInt(14)) {
            case 0 -> number(d) + " + " + number(d);
            case 1 -> number(d) + " - " + number(d);
            case 2 -> "(" + number(d) + " * " + number(d) + ")";
            case 3 -> number(d) + " div " + number(d);
            case 4 -> number(d) + " mod " + number(d);
            case 5 -> "-" + number(0);
            case 6 -> "round(" + number(d) + (random.nextBoolean() ? ", " + random.nextInt(4) : "") + ")";
            case 7 -> "int(" + number(d) + ")";
            case 8 -> (random.nextBoolean() ? "min(" : "max(") + any(d) + ", " + number(d) + ")";
            case 9 -> "if(" + truth(d) + ", " + number(d) + ", " + number(d) + ")";
            case 10 -> "string-length(" + text(d) + ")";
            case 11 -> "count-selected(" + reference() + ")";
            case 12 -> "number(" + any(d) + ")";
            default -> reference();
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return "'" + pick(List.of("", "a", "c0", "Hải", "2026-02-28", "12", "😀", " ")) + "'";
        }
        int d = depth - 1;
        return switch (random.nextInt(8)) {
            case 0 -> "concat(" + any(d) + ", " + text(d) + ")";
            case 1 -> "substr(" + text(d) + ", " + random.nextInt(3) + ", " + number(d) + ")";
            case 2 -> "coalesce(" + text(d) + ", " + text(d) + ")";
            case 3 -> "string(" + any(d) + ")";
            case 4 -> "format-date(" + day(d) + ", '" + pick(FORMATS) + "')";
            case 5 -> questions.isEmpty() ? "''" : "missing-code(" + reference() + ")";
            default -> reference();
        };
    }

    private String day(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "today()";
            case 1 -> "date('" + pick(DAYS) + "')";
            case 2 -> depth == 0 ? "today()" : "date(0 + " + number(depth - 1) + ")";
            default -> depth == 0 ? "today()" : "date(concat(" + text(depth - 1) + ", ''))";
        };
    }

    /** A question made before, so that there are no cycles. */
    private String reference() {
        List<Made> known =
                questions.stream().filter(q -> !q.type().equals("note")).toList();
        return known.isEmpty()
                ? "'x'"
                : "${" + known.get(random.nextInt(known.size())).name() + "}";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String answer(SplittableRandom draw) {
        JsonWriter out = new JsonWriter().beginObject();
        for (Made question : questions) {
            int kind = draw.nextInt(20);
            if (kind < 2) {
                continue;
            }
            out.name(question.name());
            if (kind == 2) {
                out.raw(List.of("null", "1.50", "true", "[]", "{\"missing\":1}", "{\"missing\":\"dk\",\"x\":1}")
                        .get(draw.nextInt(6)));
            } else if (kind <= 4) {
                String code = List.of("dk", "refused", "not_asked", "not_answered", "not_applicable", "zz")
                        .get(draw.nextInt(6));
                out.beginObject().name("missing").value(code).endObject();
            } else if (kind <= 9) {
                out.value(TEXTS.get(draw.nextInt(TEXTS.size())));
            } else {
                out.value(fitting(question, draw));
            }
        }
        if (draw.nextInt(4) == 0) {
            out.name("extra" + "\uD83D\uDE00".repeat(draw.nextInt(60))).value("x");
        }
        return out.endObject().toString();
    }

    private static String fitting(Made question, SplittableRandom draw) {
        return switch (question.type()) {
            case "integer" -> String.valueOf(draw.nextInt(-20, 120));
            case "decimal" -> draw.nextInt(1000) + (draw.nextBoolean() ? "." : ",") + draw.nextInt(1000);
            case "date" -> DAYS.get(draw.nextInt(DAYS.size()));
            case "select_one" -> "c" + draw.nextInt(4);
            case "select_multiple" -> "c" + draw.nextInt(4) + " c" + draw.nextInt(4);
            case "acknowledge" -> "OK";
            default -> TEXTS.get(draw.nextInt(TEXTS.size()));
        };
    }
}
