package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of some tables is published under a {@link ProtectionRule}: how much of each cell, and of which measures something small follows
 * already from what was published before.
 *
 * <p>A reader is taken to know every published number to the last person, which persons' groups lie within which, and the rule. Guarded is
 * every group and, in every group, those who gave an answer and those who did not: of the cells, of what one cell has beyond another that
 * lies within it, of what a table hides together, and of answers also in the smallest groups that all tables of a measure can tell apart.
 * First it is decided which numbers of persons are shown, of all measures together, and then for each measure which answers.
 *
 * <p>An earlier edition's number that is still true is known, whatever is hidden today; of one that has changed, how many persons' answers
 * came and went is guarded as well, but not how many persons did. Not looked at is what follows from answers to several questions that
 * imply each other, such as "knows all five" and "knows the first", and from what is shown of everybody: that all or none of a large group
 * gave an answer is told.
 *
 * @param shown of each cell, in their order
 * @param exposed measures of which no hiding helps any more
 */
public record Disclosure(List<Shown> shown, List<String> exposed) {
    public Disclosure {
        shown = List.copyOf(shown);
        exposed = List.copyOf(exposed);
    }

    /**
     * Decides on the cells.
     *
     * @param before what was published of the same persons earlier
     */
    public static Disclosure of(List<PersonCell> cells, List<EarlierCell> before, ProtectionRule rule) {
        return of(cells, before, rule, true);
    }

    /** The same, if wanted without complements, which protects nothing: tests show it to fail. */
    static Disclosure of(List<PersonCell> cells, List<EarlierCell> before, ProtectionRule rule, boolean complementary) {
        PersonsProtection persons = new PersonsProtection(cells, before, rule);
        Set<String> exposed = new LinkedHashSet<>();
        if (!persons.protect(complementary)) {
            exposed.add("");
        }
        List<Shown> shown = new ArrayList<>(Collections.nCopies(cells.size(), Shown.NOTHING));
        Set<String> measures = new LinkedHashSet<>();
        cells.forEach(cell -> measures.add(cell.measure()));
        for (String measure : measures) {
            List<PersonCell> told = new ArrayList<>();
            List<PersonCell> untold = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).measure().equals(measure)) {
                    if (persons.isShown(i)) {
                        told.add(cells.get(i));
                        places.add(i);
                    } else {
                        untold.add(cells.get(i));
                    }
                }
            }
            AnswersProtection answers = new AnswersProtection(
                    told,
                    untold,
                    before.stream()
                            .filter(cell -> cell.today().measure().equals(measure))
                            .toList(),
                    rule);
            if (!answers.protect(complementary)) {
                exposed.add(measure);
            }
            for (int i = 0; i < told.size(); i++) {
                shown.set(places.get(i), answers.isShown(i) ? Shown.EVERYTHING : Shown.PERSONS_ALONE);
            }
        }
        return new Disclosure(shown, List.copyOf(exposed));
    }
}
