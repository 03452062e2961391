package org.kapsurvey.questionnaire.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.formula.Formula;

/** A group of questions, or a repeat: a group that is asked once for each of its rows. A group at the top of the form is a page. */
public final class Group {
    static final int MOST_ROWS = 100;
    /** Fewer, as rows of rows multiply. */
    static final int MOST_ROWS_INSIDE = 20;

    /** The appearance of a group that is drawn as a table: a question a row, the choices of their one list as columns. */
    public static final String TABLE = "table-list";

    private final int index;
    private final String name;
    private final Labels label;
    private final @Nullable Formula relevant;
    private final @Nullable Group parent;
    private final String appearance;
    private final boolean selfFill;
    private final boolean repeat;
    private final @Nullable Formula count;

    /** @param made the groups before it */
    Group(CompiledFields compiled, List<Group> made) {
        index = made.size();
        name = compiled.text("name");
        label = compiled.labels("label");
        relevant = compiled.formula("relevant");
        int around = compiled.whole("parent");
        parent = around < 0 ? null : made.get(around);
        appearance = compiled.text("appearance");
        selfFill = compiled.flag("selfFill");
        repeat = compiled.flag("repeat");
        count = compiled.formula("count");
    }

    /** Among the groups of the form, from 0; a parent has a lower index. */
    public int index() {
        return index;
    }

    public String name() {
        return name;
    }

    public Labels label() {
        return label;
    }

    /** Null if always relevant (as far as its parent is). */
    public @Nullable Formula relevant() {
        return relevant;
    }

    /** Null at the top of the form. */
    public @Nullable Group parent() {
        return parent;
    }

    /** Empty if none is given. */
    public String appearance() {
        return appearance;
    }

    /** Whether the respondent fills it in alone; only at the top of the form. */
    public boolean isSelfFill() {
        return selfFill;
    }

    /** Whether it has rows. */
    public boolean isRepeat() {
        return repeat;
    }

    /** The number of rows of a repeat; null if the surveyor adds them, and for other groups. */
    public @Nullable Formula count() {
        return count;
    }

    /** The number of rows that a repeat may have: 100, inside another repeat 20. Rows beyond are not kept. */
    public int mostRows() {
        return repeatAround() == null ? MOST_ROWS : MOST_ROWS_INSIDE;
    }

    /** The innermost repeat around it; null if there is none. */
    public @Nullable Group repeatAround() {
        return parent == null || parent.repeat ? parent : parent.repeatAround();
    }
}
