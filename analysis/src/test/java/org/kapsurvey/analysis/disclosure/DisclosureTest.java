package org.kapsurvey.analysis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DisclosureTest {
    private static final PersonCell ALL = cell("", 0, 100, 40);
    private static final PersonCell YOUNG = cell("age", 0, 50, 20);
    private static final PersonCell MIDDLE = cell("age", 50, 93, 17);
    private static final PersonCell OLD = cell("age", 93, 100, 3);

    @Test
    void largeCellsAreShown() {
        assertThat(shown(ALL, YOUNG, cell("age", 50, 100, 20)))
                .containsExactly(Shown.EVERYTHING, Shown.EVERYTHING, Shown.EVERYTHING);
    }

    @Test
    void aSmallGroupIsHiddenWithTheSmallestThatItFollowsFrom() {
        assertThat(shown(ALL, YOUNG, MIDDLE, OLD))
                .containsExactly(Shown.EVERYTHING, Shown.EVERYTHING, Shown.NOTHING, Shown.NOTHING);
    }

    @Test
    void ofALargeGroupWithFewAnswersThePersonsAreShown() {
        assertThat(shown(ALL, cell("age", 0, 50, 36), cell("age", 50, 100, 4)))
                .containsExactly(Shown.EVERYTHING, Shown.PERSONS_ALONE, Shown.PERSONS_ALONE);
    }

    @Test
    void fewWhoDidNotGiveTheAnswerAreHiddenToo() {
        assertThat(shown(ALL, cell("age", 0, 50, 46), cell("age", 50, 100, 14)))
                .containsExactly(Shown.EVERYTHING, Shown.PERSONS_ALONE, Shown.PERSONS_ALONE);
    }

    @Test
    void thatNobodyOfALargeGroupGaveTheAnswerIsShown() {
        assertThat(shown(cell("", 0, 100, 0))).containsExactly(Shown.EVERYTHING);
    }

    @Test
    void aBandThatDiffersByFewFromAnotherTablesBandIsHidden() {
        assertThat(shown(cell("five years", 0, 50, 20), cell("broad", 0, 55, 22)))
                .containsExactly(Shown.NOTHING, Shown.EVERYTHING);
    }

    @Test
    void tablesThatHideNothingThemselvesAreLookedAtTogether() {
        PersonCell other = new PersonCell("other", "", "age", MIDDLE.persons(), Optional.empty());
        assertThat(shown(ALL, YOUNG, MIDDLE, OLD, other)).element(4).isEqualTo(Shown.NOTHING);
    }

    @Test
    void whatWasPublishedBeforeAndIsStillTrueCannotBeHidden() {
        List<EarlierCell> before = List.of(new EarlierCell(OLD, 7, OptionalLong.of(3)));
        Disclosure disclosure = Disclosure.of(List.of(ALL, YOUNG, MIDDLE, OLD), before, ProtectionRule.OUTSIDE);
        assertThat(disclosure.exposed()).contains("knows");
        assertThat(disclosure.shown()).element(3).isEqualTo(Shown.NOTHING);
    }

    @Test
    void anAnswerThatCameSinceIsNotTold() {
        List<EarlierCell> before = List.of(new EarlierCell(ALL, 99, OptionalLong.of(39)));
        assertThat(Disclosure.of(List.of(ALL), before, ProtectionRule.OUTSIDE).shown())
                .containsExactly(Shown.PERSONS_ALONE);
        List<EarlierCell> longAgo = List.of(new EarlierCell(ALL, 60, OptionalLong.of(20)));
        assertThat(Disclosure.of(List.of(ALL), longAgo, ProtectionRule.OUTSIDE).shown())
                .containsExactly(Shown.EVERYTHING);
    }

    @Test
    void withoutCellsNothingIsShown() {
        assertThat(Disclosure.of(List.of(), List.of(), ProtectionRule.INSIDE).shown())
                .isEmpty();
    }

    @Test
    void anAnswerFromOutsideTheGroupIsRefused() {
        BitSet outside = new BitSet();
        outside.set(8);
        assertThatThrownBy(() -> new PersonCell("knows", "1", "", new BitSet(), Optional.of(outside)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Persons from a number to before another, of whom the first gave the answer. */
    private static PersonCell cell(String table, int from, int to, int yes) {
        BitSet persons = new BitSet();
        persons.set(from, to);
        BitSet those = new BitSet();
        those.set(from, from + yes);
        return new PersonCell("knows", "1", table, persons, Optional.of(those));
    }

    private static List<Shown> shown(PersonCell... cells) {
        return Disclosure.of(List.of(cells), List.of(), ProtectionRule.OUTSIDE).shown();
    }
}
