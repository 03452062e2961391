package org.kapsurvey.api.xlsform;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kapsurvey.questionnaire.definition.Ending;

/** The columns of the three sheets, in the order in which they are written. */
final class Columns {
    /** Expressions; our own wording of one that other tools word differently stands beside it, in {@code kap::relevant} and so on. */
    static final List<String> EXPRESSIONS = List.of(
            "relevant",
            "required",
            "constraint",
            "read_only",
            "default",
            "choice_filter",
            "calculation",
            "repeat_count");

    /** Those that may be a plain yes or no. */
    static final Set<String> FLAGS = Set.of("required", "read_only");

    /** What people read, in a column for each language. */
    static final Set<String> TEXTS =
            Set.of("label", "hint", "required_message", "constraint_message", "kap::warning_message", "kap::title");

    /** Of what a question measures, without {@code kap::}. */
    static final List<String> MEASURES =
            List.of("component", "scale", "right", "reverse", "points", "rule", "minus", "dk");

    static final List<String> SURVEY = List.of(
            "type",
            "name",
            "label",
            "hint",
            "relevant",
            "kap::relevant",
            "required",
            "kap::required",
            "required_message",
            "constraint",
            "kap::constraint",
            "constraint_message",
            "kap::warning",
            "kap::warning_message",
            "read_only",
            "kap::read_only",
            "default",
            "kap::default",
            "choice_filter",
            "kap::choice_filter",
            "calculation",
            "kap::calculation",
            "parameters",
            "repeat_count",
            "kap::repeat_count",
            "appearance",
            "kap::self_fill",
            "kap::missing",
            "kap::component",
            "kap::scale",
            "kap::right",
            "kap::reverse",
            "kap::points",
            "kap::rule",
            "kap::minus",
            "kap::dk",
            "disabled");

    /** Our settings of one text. */
    static final List<String> OWN_SETTINGS = Stream.concat(
                    Ending.keys().stream(), Stream.of("target_group", "asked_of"))
            .toList();

    static final List<String> SETTINGS = Stream.concat(
                    Stream.of("form_title", "form_id", "version", "default_language", "kap::title"),
                    OWN_SETTINGS.stream().map(key -> Heading.OWN + key))
            .toList();

    /** What steers other servers or the look of their forms, and has no meaning here. */
    static final List<String> SETTINGS_OF_OTHERS = List.of(
            "style",
            "public_key",
            "submission_url",
            "auto_send",
            "auto_delete",
            "instance_name",
            "instance_xmlns",
            "allow_choice_duplicates",
            "namespaces",
            "clean_text_values",
            "attribute",
            "omit_instanceid");

    private Columns() {}

    /** Whether a column holds remarks of the author's, or what a form builder notes for itself. */
    static boolean isRemark(String heading) {
        return heading.startsWith("#") || heading.startsWith("_") || heading.startsWith("$");
    }
}
