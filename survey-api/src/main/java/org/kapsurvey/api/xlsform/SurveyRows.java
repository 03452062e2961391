package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/** Makes the rows of a form from those of the sheet {@code survey}. */
final class SurveyRows {
    private static final String OR_OTHER = "or_other";

    /** Types as older versions of XLSForm and authors write them; longer ones first. */
    private static final List<Map.Entry<String, String>> OTHER_WORDS = List.of(
            Map.entry("select all that apply from", "select_multiple"),
            Map.entry("select all that apply", "select_multiple"),
            Map.entry("select multiple from", "select_multiple"),
            Map.entry("select multiple", "select_multiple"),
            Map.entry("select one from", "select_one"),
            Map.entry("select one", "select_one"),
            Map.entry("select1", "select_one"),
            Map.entry("begin group", "begin_group"),
            Map.entry("end group", "end_group"),
            Map.entry("begin repeat", "begin_repeat"),
            Map.entry("end repeat", "end_repeat"),
            Map.entry("int", "integer"),
            Map.entry("string", "text"),
            Map.entry("gps", "geopoint"),
            Map.entry("location", "geopoint"),
            Map.entry("trigger", "acknowledge"));

    /** Rows about the device and its owner that other servers fill in unseen. */
    private static final Set<String> METADATA =
            Set.of("deviceid", "username", "phonenumber", "subscriberid", "simserial", "email", "audit");

    private static final Pattern LOOKS = Pattern.compile(
            "columns(-[0-9]+|-pack)?|quick|quickcompact|compact(-[0-9]+)?|horizontal-compact|no-buttons|w[0-9]{1,2}|autocomplete|no-calendar");
    /** What asks for less than a whole day. */
    private static final Set<String> PARTS_OF_DAYS = Set.of("month-year", "year");

    private final List<SheetRow> rows;
    private final OtherChoice others;
    private final List<String> leftOut;
    private final Faults faults;
    private final Set<String> days = new LinkedHashSet<>();
    /** In small letters, as the gate compares them. */
    private final Set<String> names = new HashSet<>();
    /** The groups that are open, innermost last: whether each is a repeat. */
    private final List<Boolean> open = new ArrayList<>();

    SurveyRows(List<SheetRow> rows, OtherChoice others, List<String> leftOut, Faults faults) {
        this.rows = rows;
        this.others = others;
        this.leftOut = leftOut;
        this.faults = faults;
        for (SheetRow row : rows) {
            if (row.text("type").equals("date")) {
                days.add(row.text("name"));
            }
        }
    }

    List<Json> read() {
        List<Json> read = new ArrayList<>();
        for (SheetRow row : rows) {
            String type = type(row.text("type"));
            if (Set.of("yes", "true").contains(row.text("disabled").toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (type.equals("start") || type.equals("end")) {
                leftOut.add("survey, row " + row.place().line() + ": " + type
                        + " is left out; every interview has the time when it was begun and finished.");
                continue;
            }
            if (METADATA.contains(type)) {
                leftOut.add("survey, row " + row.place().line() + ": " + type
                        + " is left out; it asks nothing and is not kept.");
                continue;
            }
            if (type.equals("end_group") || type.equals("end_repeat")) {
                close();
            }
            read.add(row(row, type));
            // Of a name that is taken the gate tells; the question for the other answer would only repeat it.
            boolean first = names.add(row.text("name").toLowerCase(Locale.ROOT));
            if (type.endsWith(" " + OR_OTHER) && first) {
                read.add(others.question(row, Words.of(type).get(1)));
            }
            if (type.equals("begin_group") || type.equals("begin_repeat")) {
                open.add(type.equals("begin_repeat"));
            }
        }
        return read;
    }

    private Json row(SheetRow row, String type) {
        FormRow form = new FormRow(row, faults);
        JsonText typeCell = row.cell("type");
        boolean today = type.equals("today");
        if (typeCell != null) {
            String written = today ? "calculate" : type.endsWith(" " + OR_OTHER) ? withoutOther(type) : type;
            form.put("type", new JsonText(written, false, typeCell.place()));
        }
        form.copy("name");
        form.texts("label", "label");
        form.texts("hint", "hint");
        OdkWording wording = new OdkWording(groups(), days, type.equals("date"));
        for (String key : Columns.EXPRESSIONS) {
            form.expression(key, wording);
        }
        if (today && typeCell != null) {
            form.put("calculation", new JsonText("today()", false, typeCell.place()));
        }
        form.texts("required_message", "required_message");
        form.texts("constraint_message", "constraint_message");
        JsonText warning = row.cell("kap::warning");
        if (warning != null) {
            form.put("warning", warning);
        }
        form.texts("kap::warning_message", "warning_message");
        form.copy("parameters");
        boolean onePage = type.equals("begin_group") && row.text("appearance").equals("field-list");
        if (!onePage) {
            appearance(row, form);
        }
        form.flag("kap::self_fill", "self_fill");
        form.words("kap::missing", "missing");
        form.measures();
        return form.json();
    }

    /** Without the words that only say how many columns or how large choices are drawn. */
    private void appearance(SheetRow row, FormRow form) {
        JsonText cell = row.cell("appearance");
        if (cell == null) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String word : Words.of(cell.value())) {
            if (LOOKS.matcher(word).matches()) {
                leftOut.add("survey, row " + row.place().line() + ": the appearance " + word
                        + " is left out; it changes looks alone.");
            } else if (PARTS_OF_DAYS.contains(word)) {
                leftOut.add("survey, row " + row.place().line() + ": the appearance " + word
                        + " is left out; a whole day is asked.");
            } else {
                kept.add(word);
            }
        }
        if (!kept.isEmpty()) {
            form.put("appearance", new JsonText(String.join(" ", kept), false, cell.place()));
        }
    }

    /** The type in our words, blanks collapsed; what is not known as it stands, for the gate to refuse. */
    private static String type(String written) {
        String text = String.join(" ", Words.of(written.replace('\u00a0', ' ')));
        String small = text.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> other : OTHER_WORDS) {
            if (small.equals(other.getKey()) || small.startsWith(other.getKey() + " ")) {
                return other.getValue() + text.substring(other.getKey().length());
            }
        }
        int blank = text.indexOf(' ');
        return blank < 0 ? small : small.substring(0, blank) + text.substring(blank);
    }

    private static String withoutOther(String type) {
        return type.substring(0, type.length() - OR_OTHER.length() - 1);
    }

    private void close() {
        if (!open.isEmpty()) {
            open.remove(open.size() - 1);
        }
    }

    /** How many groups are around a row inside its innermost repeat. */
    private int groups() {
        return groupsInside(open);
    }

    static int groupsInside(List<Boolean> open) {
        int groups = 0;
        for (int i = open.size() - 1; i >= 0 && !open.get(i); i--) {
            groups++;
        }
        return groups;
    }
}
