package org.kapsurvey.questionnaire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.kapsurvey.questionnaire.expression.Contradiction;
import org.kapsurvey.questionnaire.expression.Contradiction.Known;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.formula.Undecided;
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

    private static final Set<Function> TRUTHS = Set.of(
            Function.SELECTED,
            Function.IS_MISSING,
            Function.NOT,
            Function.TRUE,
            Function.FALSE,
            Function.BOOLEAN,
            Function.CONTAINS,
            Function.STARTS_WITH,
            Function.ENDS_WITH,
            Function.REGEX);

    private final SplittableRandom random;
    private final List<Made> questions = new ArrayList<>();
    private final List<String> repeats = new ArrayList<>();
    /** The groups that are open, innermost last; of repeats the names alone. */
    private final List<Boolean> open = new ArrayList<>();

    private final List<String> around = new ArrayList<>();
    private final Set<Integer> filtered = new LinkedHashSet<>();
    private final StringBuilder rows = new StringBuilder();
    private int groups;

    private RandomForms(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * A question that has been made.
     *
     * @param list −1 unless it has choices
     * @param repeats in which it stands, the outermost first
     * @param words whether its value may never be a number
     */
    private record Made(String name, String type, int list, List<String> repeats, boolean words) {
        /** Its value where a number is wanted: what is never one is refused unless it is made a text that may be anything. */
        String loose() {
            return words ? "string(${" + name + "})" : "${" + name + "}";
        }
    }

    /** A form that passes the publish gate; equal seeds give equal forms. */
    public static String form(long seed) {
        return new RandomForms(seed).make();
    }

    /** Answers to the form of a seed; there are as many as one likes. */
    public static String answers(long seed, int i) {
        RandomForms form = new RandomForms(seed);
        form.make();
        return form.answers(new SplittableRandom(seed * 1_000_003 + i));
    }

    /** The day of an interview; now and then no day at all. */
    public static String today(long seed, int i) {
        SplittableRandom random = new SplittableRandom(seed * 7_919 + i);
        return random.nextInt(20) == 0 ? "today" : DAYS.get(random.nextInt(DAYS.size()));
    }

    /** What a surveyor does, one thing after another: a path and an answer as JSON; {@code +} adds a row, {@code -} takes one. */
    public static List<List<String>> actions(long seed, int count) {
        RandomForms form = new RandomForms(seed);
        form.make();
        SplittableRandom draw = new SplittableRandom(seed * 31_337);
        List<List<String>> actions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!form.repeats.isEmpty() && draw.nextInt(4) == 0) {
                List<String> path = List.of(
                        form.repeats.get(draw.nextInt(form.repeats.size())).split(" "));
                String rows = path(path, path.size() - 1, draw);
                actions.add(draw.nextInt(3) > 0 ? List.of(rows, "+") : List.of(rows + "-" + draw.nextInt(3), "-"));
            } else {
                Made question = form.questions.get(draw.nextInt(form.questions.size()));
                List<String> path = new ArrayList<>(question.repeats());
                path.add(question.name());
                actions.add(List.of(path(path, question.repeats().size(), draw), form.written(question, draw)));
            }
        }
        return actions;
    }

    private static String path(List<String> names, int rows, SplittableRandom draw) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i <= rows; i++) {
            path.append(names.get(i)).append(i < rows ? "-" + draw.nextInt(3) + "-" : "");
        }
        return path.toString();
    }

    private String make() {
        int lists = random.nextInt(1, 4);
        int count = random.nextInt(1, 25);
        for (int i = 0; i < lists; i++) {
            add(i % 2 == 0 ? "select_one" : "select_multiple", i);
        }
        for (int i = 0; i < count; i++) {
            if (open.size() < 4 && random.nextInt(6) == 0) {
                begin();
            } else if (!open.isEmpty() && random.nextInt(6) == 0) {
                end();
            } else if (random.nextInt(25) == 0) {
                table(random.nextInt(lists));
            }
            String[] types = {
                "integer",
                "decimal",
                "text",
                "date",
                "time",
                "range",
                "geopoint",
                "select_one",
                "select_multiple",
                "rank",
                "note",
                "acknowledge",
                "calculate",
                "calculate",
                "hidden"
            };
            String type = types[random.nextInt(types.length)];
            add(type, hasChoices(type) ? random.nextInt(lists) : -1);
        }
        while (!open.isEmpty()) {
            end();
        }
        StringBuilder choices = new StringBuilder();
        for (int list = 0; list < lists; list++) {
            boolean several = rows.indexOf("\"select_multiple l" + list + "\"") >= 0;
            for (int c = 0; c < 4; c++) {
                choices.append(choices.length() == 0 ? "" : ",\n");
                choices.append("{\"list_name\":\"l" + list + "\",\"name\":\"c" + c + "\",\"label\":{\"vi\":\"Lựa chọn "
                        + c + "\",\"en\":\"Choice " + c + "\"}" + (several && c == 3 ? ",\"exclusive\":true" : "")
                        + (filtered.contains(list) ? ",\"zone\":\"" + (c % 2 == 0 ? "a" : "12") + "\"" : "") + "}");
            }
        }
        return "{\"settings\":{\"form_id\":\"random\",\"version\":\"1\",\"default_language\":\"vi\","
                + "\"title\":{\"vi\":\"Ngẫu nhiên\",\"en\":\"Random\"},\"refused\":" + quoted(condition(2))
                + "},\n\"survey\":[\n"
                + rows + "\n],\n\"choices\":[\n" + choices + "\n]}\n";
    }

    private static boolean numeric(String type) {
        return type.equals("integer") || type.equals("decimal") || type.equals("range");
    }

    private static boolean hasChoices(String type) {
        return type.startsWith("select") || type.equals("rank");
    }

    private void begin() {
        boolean repeat = around.size() < 3 && random.nextInt(2) == 0;
        String name = (repeat ? "r" : "g") + groups++;
        StringBuilder row = new StringBuilder("{\"type\":\"begin_" + (repeat ? "repeat" : "group"));
        row.append("\",\"name\":\"" + name + "\",\"label\":" + label("Nhóm", "Group") + relevant());
        if (repeat && random.nextInt(3) == 0) {
            row.append(",\"repeat_count\":")
                    .append(quoted(
                            around.isEmpty() && random.nextInt(8) == 0
                                    ? "0 + " + number(1)
                                    : "(" + number(1) + ") mod 4"));
        } else if (!repeat && open.isEmpty() && random.nextInt(4) == 0) {
            row.append(",\"self_fill\":true");
        }
        row(row.append('}').toString());
        open.add(repeat);
        if (repeat) {
            around.add(name);
            repeats.add(String.join(" ", around));
        }
    }

    private void end() {
        boolean repeat = open.remove(open.size() - 1);
        row("{\"type\":\"end_" + (repeat ? "repeat" : "group") + "\"}");
        if (repeat) {
            around.remove(around.size() - 1);
        }
    }

    private void table(int list) {
        row("{\"type\":\"begin_group\",\"name\":\"g" + groups++
                + "\",\"label\":{\"vi\":\"Bảng\",\"en\":\"Table\"},\"appearance\":\"table-list\"}");
        add("select_one", list, false);
        add("select_one", list, false);
        row("{\"type\":\"end_group\"}");
    }

    private void row(String json) {
        rows.append(rows.length() == 0 ? "" : ",\n").append(json);
    }

    private void add(String type, int list) {
        add(type, list, true);
    }

    private void add(String type, int list, boolean filters) {
        String name = "q" + questions.size();
        StringBuilder row =
                new StringBuilder("{\"type\":\"" + type + (list >= 0 ? " l" + list : "") + "\",\"name\":\"");
        row.append(name).append('"');
        if (!type.equals("calculate") && !type.equals("hidden")) {
            row.append(",\"label\":" + label("Câu \\\"" + name + "\\\" 😀", "Question"));
        }
        row.append(relevant());
        boolean numbers = random.nextBoolean();
        if (type.equals("calculate")) {
            row.append(",\"calculation\":").append(quoted(numbers ? "0 + " + number(3) : any(3)));
        } else if (!type.equals("note") && !type.equals("hidden")) {
            asked(row, type);
            if (list >= 0 && filters && random.nextInt(4) == 0) {
                filtered.add(list);
                row.append(",\"choice_filter\":")
                        .append(quoted(
                                random.nextBoolean()
                                        ? "zone = 'a' or " + condition(1)
                                        : "zone = string(" + any(1) + ") or name = 'c0'"));
            }
        }
        if (type.equals("range")) {
            row.append(pick(List.of(
                    "", ",\"parameters\":\"start=0 end=1 step=0.1\"", ",\"parameters\":\"start=-20 end=120 step=5\"")));
        }
        row(row.append('}').toString());
        boolean words = type.equals("calculate")
                ? !numbers
                : !numeric(type) && !List.of("date", "text", "hidden").contains(type);
        questions.add(new Made(name, type, list, List.copyOf(around), words));
    }

    private void asked(StringBuilder row, String type) {
        if (random.nextInt(3) == 0) {
            row.append(",\"required\":").append(random.nextBoolean() ? "true" : quoted(condition(2)));
        }
        for (String key : List.of("constraint", "warning")) {
            if (random.nextInt(4) == 0) {
                boolean ordered = numeric(type) || List.of("date", "text").contains(type);
                String self = ". != '' and " + (ordered && random.nextBoolean() ? ". <= " + number(1) : condition(1));
                // Some answer must meet it, whatever the rest is.
                self += switch (type) {
                    case "select_one" -> " or . = 'c1'";
                    case "select_multiple" -> " or selected(., 'c1')";
                    case "rank" -> " or starts-with(., 'c1')";
                    case "integer", "decimal" -> " or . = 7";
                    case "range" -> " or . = 1 or . = 10";
                    case "date" -> " or . = '2026-02-28'";
                    case "time" -> " or . > '09:05'";
                    case "acknowledge" -> " or . = 'OK'";
                    case "text" -> " or . = 'x'";
                    default -> "";
                };
                if (key.equals("constraint")) {
                    // What the warning warns of is taken: one that no answer gives is refused too.
                    self += switch (type) {
                        case "select_one" -> " or . = 'c0'";
                        case "select_multiple" -> " or selected(., 'c0')";
                        case "rank" -> " or starts-with(., 'c0')";
                        case "integer", "decimal" -> " or . = 8";
                        case "range" -> " or . = 2 or . = 0.5 or . = 5";
                        case "date" -> " or . = '2026-03-01'";
                        default -> "";
                    };
                }
                String some = switch (type) {
                    case "select_one" -> ". != 'c0'";
                    case "select_multiple" -> "not(selected(., 'c0'))";
                    case "rank" -> "not(starts-with(., 'c0'))";
                    case "integer", "decimal" -> ". != 8";
                    case "range" -> ". != 2 and . != 0.5 and . != 5";
                    case "date" -> ". != '2026-03-01'";
                    case "time" -> ". != '23:00'";
                    default -> "";
                };
                String message = random.nextBoolean() ? label("Không hợp lệ", "Not valid") : "";
                if (key.equals("warning") && type.equals("acknowledge")) {
                    continue;
                }
                row.append(",\"" + key + "\":")
                        .append(quoted(key.equals("warning") && !some.isEmpty() ? "(" + self + ") and " + some : self));
                if (!message.isEmpty()) {
                    row.append(",\"" + key + "_message\":" + message);
                }
            }
        }
        if (random.nextInt(6) == 0) {
            // What must be answered and never can is refused.
            boolean always = random.nextBoolean() && row.indexOf("\"required\":true") < 0;
            row.append(",\"read_only\":").append(always ? "true" : quoted(condition(1)));
        }
        if (random.nextInt(5) == 0) {
            boolean plain = type.equals("text") && random.nextBoolean() && row.indexOf("\"constraint\"") < 0;
            // A default of another type than the question's is refused.
            String computed = switch (type) {
                case "integer", "decimal", "range" -> "0 + " + number(1);
                case "date" -> day(1);
                default -> "concat(" + any(1) + ", '')";
            };
            row.append(",\"default\":").append(quoted(plain ? "Hải Phòng" : "=" + computed));
        }
        if (random.nextInt(3) == 0) {
            row.append(",\"missing\":[\"" + (random.nextBoolean() ? "dk" : "refused") + "\"]");
        }
    }

    /** Now and then with an answer in it. */
    private String label(String vi, String en) {
        String filled = random.nextInt(4) == 0 && !seen().isEmpty() ? " " + reference() + "?" : "";
        return "{\"vi\":\"" + vi + filled + "\",\"en\":\"" + en + filled + "\"}";
    }

    private String relevant() {
        return random.nextInt(3) == 0 ? ",\"relevant\":" + quoted(condition(3)) : "";
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

    /** A truth that stands where something is decided: what no answer decides is refused there, so that the day does. */
    private String condition(int depth) {
        String truth = truth(depth);
        return isUndecided(truth) ? "(today() > date('2026-02-28')) = (" + truth + ")" : truth;
    }

    /** Whether a condition of literals is all that it is. */
    public static boolean isUndecided(String condition) {
        return Expression.parse(condition, Place.ofFile(""), new Faults()).stream()
                .flatMap(parsed -> Undecided.in(parsed, true).stream())
                .anyMatch(Undecided.Found::isWhole);
    }

    private String truth(int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? "true()" : "false()";
        }
        int d = depth - 1;
        return switch (random.nextInt(16)) {
            case 13 -> alike();
            case 14 -> times();
            case 0 -> both(condition(d), condition(d), known());
            case 1 -> "(" + condition(d) + " or " + condition(d) + ")";
            case 2 -> "not(" + condition(d) + ")";
            case 3 -> compared(loose(d), " = ", loose(d));
            case 4 -> compared(loose(d), " != ", loose(d));
            case 5 -> compared(number(d), pick(List.of(" < ", " <= ", " > ", " >= ")), number(d));
            case 6 -> "selected(" + chooser() + ", concat(" + text(d) + ", ''))";
            case 7 -> "regex(" + text(d) + ", '" + pick(PATTERNS).replace("\\\\", "\\") + "')";
            case 8 -> "contains(" + text(d) + ", " + text(d) + ")";
            case 9 -> (random.nextBoolean() ? "starts-with(" : "ends-with(") + text(d) + ", " + text(d) + ")";
            case 10 -> "is-missing(" + any(d) + ")";
            case 11 -> day(d) + " > " + day(d);
            default -> "boolean(" + any(d) + ")";
        };
    }

    /** Both, or one of them where both never hold at once, which is refused. */
    public static String both(String one, String other, Map<String, Known> known) {
        Faults told = new Faults();
        Expression.parse(one + " and " + other, Place.ofFile(""), told)
                .ifPresent(both -> Contradiction.check(both, known, told));
        return one + (told.size() == 0 ? " and " : " or ") + other;
    }

    private Map<String, Known> known() {
        Map<String, Known> known = new HashMap<>();
        questions.forEach(question -> known(question.name(), question.type(), known));
        return known;
    }

    /** What the type of a question tells of its answer. */
    public static void known(String name, String type, Map<String, Known> known) {
        if (type.startsWith("select_one")) {
            known.put(name, Known.CODE);
        } else if (type.equals("integer")) {
            known.put(name, Known.WHOLE);
        }
    }

    /** What may hold choices: of a number, day, time, place or text they are asked of no question, which is refused. */
    private String chooser() {
        String reference = reference();
        return questions.stream()
                .filter(question -> reference.equals("${" + question.name() + "}"))
                .filter(question -> numeric(question.type())
                        || List.of("text", "date", "time", "geopoint", "calculate")
                                .contains(question.type()))
                .findFirst()
                .map(question -> "string(" + reference + ")")
                .orElse(reference);
    }

    /** A value that may be anything, also a number. */
    private String loose(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> truth(depth);
            case 1 -> "string(" + text(depth) + ")";
            case 2 -> day(depth);
            default -> number(depth);
        };
    }

    /** An answer beside what it can be, or why there is none. */
    private String alike() {
        List<Made> known = seen();
        if (known.isEmpty()) {
            return "'' = ''";
        }
        Made question = known.get(random.nextInt(known.size()));
        String sign = random.nextBoolean() ? " = " : " != ";
        return random.nextInt(4) == 0
                ? "missing-code(${" + question.name() + "})" + sign + "'not_asked'"
                : "${" + question.name() + "}" + sign + fitting(question.type(), "''");
    }

    /** Which of two times of day is the later. */
    private String times() {
        List<Made> known = seen().stream()
                .filter(question -> question.type().equals("time"))
                .toList();
        String sign = pick(List.of(" < ", " <= ", " > ", " >= "));
        return known.isEmpty()
                ? "'07:30'" + sign + "'12:00'"
                : "${" + known.get(random.nextInt(known.size())).name() + "}" + sign
                        + (random.nextBoolean()
                                ? "'0" + random.nextInt(10) + ":30'"
                                : "if(" + condition(0) + ", '', ${"
                                        + known.get(random.nextInt(known.size()))
                                                .name() + "})");
    }

    /** A question beside a literal gets one that an answer to it can be, its missing code one that there is: others are refused. */
    private String compared(String left, String sign, String right) {
        return beside(right, left) + sign + beside(left, right);
    }

    private String beside(String other, String one) {
        boolean literal = one.matches("[0-9.]+|'[^']*'");
        if (!literal) {
            return one.contains(" ") ? "(" + one + ")" : one;
        }
        if (isTruth(other)) {
            return one.startsWith("'") ? "''" : "1";
        }
        if (one.startsWith("'") && (other.startsWith("today(") || other.startsWith("date("))) {
            return "'2026-02-28'";
        }
        if (other.startsWith("missing-code(") && one.startsWith("'")) {
            return "'refused'";
        }
        return questions.stream()
                .filter(question -> other.equals("${" + question.name() + "}"))
                .findFirst()
                .map(question -> fitting(question.type(), one))
                .orElse(one);
    }

    /** Beside it every number but 0 and 1, and every text, is refused. */
    private static boolean isTruth(String expression) {
        return Expression.parse(expression, Place.ofFile(""), new Faults()).stream()
                .anyMatch(parsed ->
                        (parsed instanceof Binary binary && binary.operator().isTruth())
                                || (parsed instanceof Call call && TRUTHS.contains(call.function())));
    }

    private static String fitting(String type, String literal) {
        return switch (type) {
            case "integer", "decimal", "range" -> literal.startsWith("'") ? "15" : literal;
            case "select_one", "rank" -> "'c1'";
            // The exclusive choice: that the answer is any other one alone is refused.
            case "select_multiple" -> "'c3'";
            case "acknowledge" -> "'OK'";
            case "time" -> "'07:35'";
            case "date" -> literal.startsWith("'") ? "'2026-02-28'" : literal;
            default -> literal;
        };
    }

    private String number(int depth) {
        if (depth == 0) {
            return pick(List.of("0", "1", "7", "0.1", "0.5", "100", "1.005", "9007199254740993", ".25", "15"));
        }
        int d = depth - 1;
        return switch (random.nextInt(16)) {
            case 13, 14 -> overRows(d);
            case 0 -> number(d) + " + " + number(d);
            case 1 -> number(d) + " - " + number(d);
            case 2 -> "(" + number(d) + " * " + number(d) + ")";
            case 3 -> number(d) + " div " + number(d);
            case 4 -> number(d) + " mod " + number(d);
            case 5 -> "-" + number(0);
            case 6 -> "round(" + number(d) + (random.nextBoolean() ? ", " + random.nextInt(4) : "") + ")";
            case 7 -> "int(" + number(d) + ")";
            case 8 -> (random.nextBoolean() ? "min(" : "max(") + loose(d) + ", " + number(d) + ")";
            // Of what gives but few numbers another one is refused.
            case 9 -> "0 + if(" + condition(d) + ", " + number(d) + ", " + number(d) + ")";
            case 10 -> "string-length(" + text(d) + ")";
            case 11 -> "count-selected(" + chooser() + ")";
            case 12 -> "number(" + loose(d) + ")";
            default -> looseReference();
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

    /** The questions made before that a plain reference may mean here. */
    private List<Made> seen() {
        return questions.stream()
                .filter(q -> !q.type().equals("note"))
                .filter(q -> q.repeats().size() <= around.size()
                        && around.subList(0, q.repeats().size()).equals(q.repeats()))
                .toList();
    }

    /** A question made before, so that there are no cycles. */
    private String reference() {
        List<Made> known = seen();
        return known.isEmpty()
                ? "'x'"
                : "${" + known.get(random.nextInt(known.size())).name() + "}";
    }

    private String looseReference() {
        List<Made> known = seen();
        return known.isEmpty()
                ? "'12'"
                : known.get(random.nextInt(known.size())).loose();
    }

    /** What goes through rows. */
    private String overRows(int depth) {
        List<Made> known =
                questions.stream().filter(q -> !q.type().equals("note")).toList();
        if (known.isEmpty()) {
            return "1";
        }
        Made question = known.get(random.nextInt(known.size()));
        String x = "${" + question.name() + "}";
        int path = question.repeats().size();
        return switch (random.nextInt(7)) {
            case 0 -> question.words() ? "count(" + x + ")" : "sum(" + x + ", " + number(depth) + ")";
            case 1 -> "count(" + x + ")";
            case 2 -> "count-non-empty(" + x + ")";
            case 3 -> question.words() ? "number(join('', " + x + "))" : "max(" + x + ")";
            case 4 -> repeats.isEmpty() ? "1" : "count(${" + lastName(pick(repeats)) + "})";
            case 5 -> around.isEmpty() ? "string-length(join('-', " + x + "))" : "position(..)";
            default -> path == 0 ? "1" : indexed(question, depth);
        };
    }

    private String indexed(Made question, int depth) {
        List<String> names = question.repeats();
        int shared = 0;
        while (shared < names.size() - 1
                && shared < around.size()
                && around.get(shared).equals(names.get(shared))) {
            shared++;
        }
        StringBuilder call = new StringBuilder("indexed-repeat(${" + question.name() + "}");
        for (String name : names.subList(shared, names.size())) {
            call.append(", ${" + name + "}, " + (random.nextBoolean() ? "1" : number(depth)));
        }
        return question.words() ? "string(" + call + "))" : call.append(")").toString();
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String answers(SplittableRandom draw) {
        return answers(List.of(), draw);
    }

    /** The answers of the questions that stand directly in the innermost of some repeats. */
    private String answers(List<String> inside, SplittableRandom draw) {
        JsonWriter out = new JsonWriter().beginObject();
        for (Made question : questions) {
            if (question.repeats().equals(inside) && draw.nextInt(10) > 0) {
                out.name(question.name()).raw(written(question, draw));
            }
        }
        for (String path : repeats) {
            List<String> names = List.of(path.split(" "));
            if (names.subList(0, names.size() - 1).equals(inside) && draw.nextInt(8) > 0) {
                out.name(lastName(path));
                if (draw.nextInt(12) == 0) {
                    out.raw(List.of("\"x\"", "[1,{}]", "{\"missing\":\"dk\"}", "null")
                            .get(draw.nextInt(4)));
                    continue;
                }
                out.beginArray();
                for (int row = draw.nextInt(4); row > 0; row--) {
                    out.raw(answers(names, draw));
                }
                out.endArray();
            }
        }
        if (draw.nextInt(4) == 0) {
            out.name("extra" + "\uD83D\uDE00".repeat(draw.nextInt(60))).value("x");
            out.name("10").value("x");
            out.name("2").value("x");
        }
        return out.endObject().toString();
    }

    private String written(Made question, SplittableRandom draw) {
        int kind = draw.nextInt(18);
        if (kind == 0) {
            return List.of("null", "1.50", "true", "[]", "{\"missing\":1}", "{\"missing\":\"dk\",\"x\":1}")
                    .get(draw.nextInt(6));
        }
        if (kind <= 2) {
            String code = List.of("dk", "refused", "not_asked", "not_answered", "not_applicable", "zz")
                    .get(draw.nextInt(6));
            return "{\"missing\":\"" + code + "\"}";
        }
        return quoted(kind <= 6 ? TEXTS.get(draw.nextInt(TEXTS.size())) : fitting(question, draw));
    }

    private static String fitting(Made question, SplittableRandom draw) {
        return switch (question.type()) {
            case "integer" -> String.valueOf(draw.nextInt(-20, 120));
            case "decimal" -> draw.nextInt(1000) + (draw.nextBoolean() ? "." : ",") + draw.nextInt(1000);
            case "range" -> draw.nextBoolean() ? "0." + draw.nextInt(10) : String.valueOf(draw.nextInt(-5, 25) * 5);
            case "time" -> "0" + draw.nextInt(10) + ":" + draw.nextInt(7) + "5";
            case "geopoint" -> "20.86" + draw.nextInt(100) + " 106,68" + (draw.nextBoolean() ? " 4 5.50" : "");
            case "rank" ->
                List.of("c3 c1 c0 c2", "c0 c1 c2 c3", "c0 c2", "c1 c1 c0 c3").get(draw.nextInt(4));
            case "date" -> DAYS.get(draw.nextInt(DAYS.size()));
            case "select_one" -> "c" + draw.nextInt(4);
            case "select_multiple" -> "c" + draw.nextInt(4) + " c" + draw.nextInt(4);
            case "acknowledge" -> "OK";
            default -> TEXTS.get(draw.nextInt(TEXTS.size()));
        };
    }
}
