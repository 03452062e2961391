package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.ChoiceRows.ChoiceRow;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.number.Numbers;

/** How the choices of a {@code select_multiple} are scored together: without a rule nobody could say what "one of two" is worth. */
final class SeveralRight {
    private final Row row;
    private final @Nullable ChoiceRows list;
    private final JsonFields fields;
    private final List<String> right;
    private String rule = "";
    private double minus;

    SeveralRight(
            Row row,
            @Nullable ChoiceRows list,
            JsonFields fields,
            List<String> right,
            List<String> dontKnow,
            boolean reverse) {
        this.row = row;
        this.list = list;
        this.fields = fields;
        this.right = right;
        if (reverse) {
            fields.fault(
                    "reverse",
                    "Choices of which people name several are no degrees that could be turned round.",
                    "Remove \"reverse\".");
        }
        boolean byChoice = fields.value("points").orElse(null) instanceof JsonObject;
        readRule(byChoice);
        readMinus(dontKnow);
        refuseWorthless();
        if (rule.equals(KapItem.SUM) || byChoice) {
            refuseRightBesidePoints(byChoice);
        } else {
            refuseSenselessRight();
        }
    }

    void write(JsonWriter out) {
        if (!rule.isEmpty()) {
            out.name("rule").value(rule);
        }
        if (minus > 0) {
            out.name("minus").value(minus);
        }
    }

    private void readRule(boolean byChoice) {
        Json written = fields.value("rule").orElse(null);
        if (written == null) {
            if (byChoice) {
                fields.fault(
                        "points",
                        "People choose several of the choices of " + row.name
                                + ", and nothing says what these are worth together.",
                        "Write \"rule\": \"sum\", by which the points of the chosen ones are added up, down to 0.");
            } else if (!right.isEmpty()) {
                fields.fault(
                        "right",
                        "People choose several of the choices of " + row.name
                                + ", and nothing says how many of the right ones they must name.",
                        "Write \"rule\": \"all\", \"any\", \"share\" or a number of right choices that is enough;"
                                + " \"minus\" takes points off for wrong ones.");
            }
            return;
        }
        if (written instanceof JsonText text && KapItem.RULES.contains(text.value())) {
            rule = text.value();
        } else if (written instanceof JsonNumber number && isCount(number.value())) {
            rule = Numbers.print(number.value());
        } else {
            fields.fault(
                    "rule",
                    "\"rule\" must be " + JsonFields.listed(KapItem.RULES)
                            + ", or how many of the right choices are enough.",
                    "Write \"all\" or a number from 1 to " + Math.max(1, right.size()) + ".");
            return;
        }
        if (right.isEmpty() && !rule.equals(KapItem.SUM)) {
            fields.fault(
                    "rule",
                    "The rule is about right choices, and none is named.",
                    "Write \"right\", or \"rule\": \"sum\" with the points of each choice.");
        }
    }

    /** Without right choices the rule itself is the fault. */
    private boolean isCount(double number) {
        return number >= 1 && number == Math.floor(number) && (right.isEmpty() || number <= right.size());
    }

    private void readMinus(List<String> dontKnow) {
        if (fields.value("minus").isEmpty()) {
            return;
        }
        minus = fields.number("minus");
        if (!(minus > 0) && !Double.isNaN(minus)) {
            fields.fault(
                    "minus",
                    "\"minus\" must be more than 0, found " + Numbers.print(minus) + ".",
                    "Write how many points each wrong choice costs, or leave it out.");
        } else if (rule.equals(KapItem.SUM)) {
            fields.fault(
                    "minus",
                    "With the rule \"sum\" each choice has its own points.",
                    "Remove \"minus\", and give wrong choices points below 0.");
        } else if (!right.isEmpty() && hasNoWrong(dontKnow)) {
            fields.fault(
                    "minus",
                    "No choice of " + row.name + " is wrong, so that nothing is ever taken off.",
                    "Remove \"minus\", or name the right ones alone.");
        }
    }

    private boolean hasNoWrong(List<String> dontKnow) {
        if (list == null) {
            return false;
        }
        for (String code : list.codes()) {
            if (!right.contains(code) && !dontKnow.contains(code)) {
                return false;
            }
        }
        return true;
    }

    private void refuseWorthless() {
        if (!(fields.value("points").orElse(null) instanceof JsonObject points)) {
            return;
        }
        boolean gains = false;
        for (Json each : points.members().values()) {
            gains |= each instanceof JsonNumber number && number.value() > 0;
        }
        if (!gains && !points.members().isEmpty()) {
            fields.fault(
                    "points",
                    "No choice of " + row.name + " has points above 0, so that nobody gets any.",
                    "Give the right ones points.");
        }
    }

    private void refuseRightBesidePoints(boolean byChoice) {
        if (!right.isEmpty() && byChoice) {
            fields.fault(
                    "right",
                    row.name + " has right choices and points for each choice.",
                    "Keep \"right\" with a rule and \"minus\", or the points with \"rule\": \"sum\".");
        } else if (!byChoice) {
            fields.fault(
                    "rule",
                    "The rule \"sum\" adds up the points of the chosen choices, and they have none.",
                    "Write \"points\": {\"code\": 1, …}.");
        } else if (!rule.isEmpty() && !rule.equals(KapItem.SUM)) {
            fields.fault(
                    "rule",
                    "Points for each choice are added up, whatever else the rule says.",
                    "Write \"rule\": \"sum\".");
        }
    }

    private void refuseSenselessRight() {
        if (list == null || right.isEmpty()) {
            return;
        }
        List<String> alone = new ArrayList<>();
        for (ChoiceRow choice : list.rows) {
            if (choice.exclusive() && right.contains(choice.name())) {
                alone.add(choice.name());
            }
        }
        for (String code : alone) {
            fields.fault(
                    "right",
                    "The choice \"" + code + "\" of " + row.name
                            + " can't go together with others, so it is none of several right ones.",
                    "Leave it out of \"right\", or give each choice points with \"rule\": \"sum\".");
        }
        if ((rule.equals(KapItem.ANY) || rule.equals("1")) && right.containsAll(list.codes())) {
            fields.fault(
                    "right",
                    "Every choice of " + row.name + " is right, so that everybody knows who answers.",
                    "Name the right ones alone.");
        }
    }
}
