package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is once for an interview, or once for each row of a repeat: the questions and groups that stand outside repeats,
 * or directly in one. An item is a question by its slot, or a group by the number of questions plus its index.
 */
public final class Level {
    private final int index;
    private final @Nullable Group repeat;
    private final @Nullable Level parent;
    private final List<Integer> items = new ArrayList<>();

    Level(int index, @Nullable Group repeat, @Nullable Level parent) {
        this.index = index;
        this.repeat = repeat;
        this.parent = parent;
    }

    /** 0 outside repeats; a level around another has the lower index. */
    public int index() {
        return index;
    }

    /** The repeat whose rows have this level; null outside repeats. */
    public @Nullable Group repeat() {
        return repeat;
    }

    /** The level around; null outside repeats. */
    public @Nullable Level parent() {
        return parent;
    }

    /** In the order of the form; a group stands before what it holds. */
    public List<Integer> items() {
        return items;
    }

    /** Whether this level is the other one or lies around it. */
    public boolean encloses(Level other) {
        for (Level level = other; level != null; level = level.parent) {
            if (level == this) {
                return true;
            }
        }
        return false;
    }
}
