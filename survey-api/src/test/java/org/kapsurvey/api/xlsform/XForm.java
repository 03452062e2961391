package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/**
 * An exported workbook as the XForm that ODK's engine runs, with answers in its instance: what pyxform would make of its logic.
 * Choice filters, defaults and counts of rows are left out: they say what is asked, not what an answer means.
 */
final class XForm {
    private static final Pattern REFERENCE = Pattern.compile("indexed-repeat\\([^()]*\\)|\\$\\{([^}]+)\\}");
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)\\}");

    private final Node root = new Node("data", "begin_group", Map.of(), null, new ArrayList<>());
    private final String today;
    private final Map<String, Node> byName = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> choices = new HashMap<>();

    /** A row of the sheet survey: a group, a repeat or a question. */
    record Node(
            String name,
            String type,
            Map<String, String> cells,
            @Nullable Node parent,
            List<Node> children) {
        boolean isRepeat() {
            return type.equals("begin_repeat");
        }

        boolean isGroup() {
            return type.startsWith("begin_");
        }

        String path() {
            return (parent == null ? "" : parent.path()) + "/" + name;
        }

        int depth() {
            return parent == null ? 0 : parent.depth() + 1;
        }
    }

    XForm(Map<String, List<List<String>>> sheets, String today) {
        this.today = today;
        Node open = root;
        for (Map<String, String> cells : cells(sheets.get("survey"))) {
            String type = cells.getOrDefault("type", "");
            if (type.startsWith("end_")) {
                open = open.parent() == null ? root : open.parent();
                continue;
            }
            Node node = new Node(cells.get("name"), type, cells, open, new ArrayList<>());
            open.children().add(node);
            byName.put(node.name(), node);
            open = node.isGroup() ? node : open;
        }
        for (Map<String, String> choice : cells(sheets.get("choices"))) {
            String label = choice.entrySet().stream()
                    .filter(cell -> cell.getKey().startsWith("label"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            choices.computeIfAbsent(choice.get("list_name"), list -> new ArrayList<>())
                    .add(List.of(choice.get("name"), label));
        }
    }

    /** Groups, repeats and questions at the top. */
    List<Node> top() {
        return root.children();
    }

    /** The XForm whose instance holds some answers. */
    String with(JsonObject answers) {
        StringBuilder xml = new StringBuilder("<h:html xmlns:h='http://www.w3.org/1999/xhtml'"
                + " xmlns='http://www.w3.org/2002/xforms' xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'>"
                + "<h:head><h:title>t</h:title><model><instance><data id='x'>");
        instance(root.children(), answers, true, xml);
        xml.append("</data></instance>");
        byName.values().forEach(node -> bind(node, xml));
        xml.append("</model></h:head><h:body>");
        body(root.children(), xml);
        return xml.append("</h:body></h:html>").toString();
    }

    /** @param template whether patterns of repeats are wanted here: of inner ones only inside those of outer ones */
    private static void instance(List<Node> nodes, JsonObject answers, boolean template, StringBuilder xml) {
        for (Node node : nodes) {
            if (node.isRepeat()) {
                if (template) {
                    JsonObject none = new JsonObject(Map.of(), Map.of(), answers.place());
                    element(node, " jr:template=''", none, true, xml);
                }
                if (answers.get(node.name()) instanceof JsonArray rows) {
                    rows.items().forEach(row -> element(node, "", (JsonObject) row, false, xml));
                }
            } else {
                element(node, "", answers, template, xml);
            }
        }
    }

    private static void element(Node node, String attribute, JsonObject answers, boolean template, StringBuilder xml) {
        xml.append("<" + node.name() + attribute + ">");
        if (node.isGroup()) {
            instance(node.children(), answers, template, xml);
        } else if (answers.get(node.name()) instanceof JsonText answer) {
            xml.append(escaped(answer.value()));
        }
        xml.append("</" + node.name() + ">");
    }

    private void bind(Node node, StringBuilder xml) {
        String type = switch (Words.of(node.type()).get(0)) {
            case "integer" -> "int";
            case "decimal", "range" -> "decimal";
            case "date" -> "date";
            case "time" -> "time";
            case "rank" -> "odk:rank";
            case "geopoint" -> "geopoint";
            default -> "string";
        };
        xml.append("<bind nodeset='" + node.path() + "'" + (node.isGroup() ? "" : " type='" + type + "'"));
        Map.of("relevant", "relevant", "required", "required", "constraint", "constraint", "calculation", "calculate")
                .forEach((column, attribute) -> {
                    String expression = node.cells().get(column);
                    if (expression != null) {
                        xml.append(" " + attribute + "='"
                                + escaped(expression.equals("yes") ? "true()" : paths(expression, node)) + "'");
                    }
                });
        xml.append("/>");
    }

    /** The day is given, as it is to our engine; references as pyxform writes them: from the row where both stand in one, else from the root. */
    private String paths(String expression, Node from) {
        String given = expression.replace("today()", "date('" + today + "')");
        return REFERENCE
                .matcher(given)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? NAME.matcher(found.group())
                                        .replaceAll(name ->
                                                byName.get(name.group(1)).path())
                                : path(byName.get(found.group(1)), from)));
    }

    private static String path(Node to, Node from) {
        for (Node around = from.parent(); around != null; around = around.parent()) {
            if (around.isRepeat() && to.path().startsWith(around.path() + "/")) {
                return "../".repeat(from.depth() - around.depth())
                        + to.path().substring(around.path().length() + 1);
            }
        }
        return to.path();
    }

    private void body(List<Node> nodes, StringBuilder xml) {
        for (Node node : nodes) {
            String type = Words.of(node.type()).get(0);
            if (node.isRepeat()) {
                xml.append("<group ref='" + node.path() + "'><label>l</label><repeat nodeset='" + node.path() + "'>");
                body(node.children(), xml);
                xml.append("</repeat></group>");
            } else if (node.isGroup()) {
                xml.append("<group ref='" + node.path() + "'><label>l</label>");
                body(node.children(), xml);
                xml.append("</group>");
            } else if (type.startsWith("select_") || type.equals("rank")) {
                String control = type.equals("select_one") ? "select1" : type.equals("rank") ? "odk:rank" : "select";
                xml.append("<" + control + " ref='" + node.path() + "'><label>l</label>");
                for (List<String> choice : choices.get(Words.of(node.type()).get(1))) {
                    xml.append("<item><label>" + escaped(choice.get(1)) + "</label><value>" + choice.get(0)
                            + "</value></item>");
                }
                xml.append("</" + control + ">");
            } else if (!type.equals("calculate") && !type.equals("hidden")) {
                xml.append("<input ref='" + node.path() + "'><label>l</label></input>");
            }
        }
    }

    private static List<Map<String, String>> cells(List<List<String>> sheet) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> row : sheet.subList(1, sheet.size())) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    cells.put(sheet.get(0).get(i), row.get(i));
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }
}
