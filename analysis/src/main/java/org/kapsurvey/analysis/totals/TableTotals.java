package org.kapsurvey.analysis.totals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * Totals of a table in memory: one pass for all groupings and terms that are asked for together. Where rows are their own
 * PSUs the totals are as large as the rows times domains and terms; ask for a grouping at a time.
 */
public final class TableTotals implements PsuTotalsSource {
    /** More totals than this at once, 256 MB, are not summed ahead. */
    private static final long MOST_AHEAD = 1L << 25;

    private final Table table;

    public TableTotals(Table table) {
        this.table = table;
    }

    @Override
    public PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms) {
        return totals(design, domains, terms, 0, design.rows());
    }

    @Override
    public PsuTotalsSource ahead(SurveyDesign design, List<Grouping> groupings, List<Term> terms) {
        long groups = groupings.stream().mapToLong(Grouping::size).sum();
        if (groups * design.psus().units() * terms.size() > MOST_AHEAD) {
            return this;
        }
        return new Ahead(design, sums(design, groupings, terms, 0, design.rows()));
    }

    /** The totals of the rows from {@code firstRow} up to but not including {@code endRow}: a part to combine. */
    PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms, int firstRow, int endRow) {
        List<Grouping> groupings =
                domains.stream().map(Domain::grouping).distinct().toList();
        return sums(design, groupings, terms, firstRow, endRow).totals(design, domains, terms);
    }

    private Sums sums(SurveyDesign design, List<Grouping> groupings, List<Term> terms, int firstRow, int endRow) {
        Map<Summand, Integer> distinct = new LinkedHashMap<>();
        Map<Term, Integer> places = new HashMap<>();
        for (Term term : terms) {
            Summand summand = Summand.of(term, table);
            Integer place = distinct.putIfAbsent(summand, distinct.size());
            places.put(term, place == null ? distinct.size() - 1 : place);
        }
        double[][][] totals =
                Accumulation.of(table, design, groupings, List.copyOf(distinct.keySet()), firstRow, endRow);
        Map<Grouping, UnitTotals[]> byGrouping = new HashMap<>();
        for (int i = 0; i < totals.length; i++) {
            byGrouping.put(groupings.get(i), UnitTotals.each(totals[i]));
        }
        return new Sums(places, distinct.size(), byGrouping);
    }

    /**
     * Totals of distinct summands in groupings.
     *
     * @param places which summand each term is
     * @param byGrouping for each group and in it each summand
     */
    private record Sums(Map<Term, Integer> places, int summands, Map<Grouping, UnitTotals[]> byGrouping) {
        PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms) {
            int[] summandOfTerm = terms.stream().mapToInt(places::get).toArray();
            List<UnitTotals> columns = new ArrayList<>();
            for (Domain domain : domains) {
                UnitTotals[] of = byGrouping.get(domain.grouping());
                for (int summand : summandOfTerm) {
                    columns.add(of[domain.group() * summands + summand]);
                }
            }
            return new PsuTotals(
                    design.psus().units(), domains.size(), terms.size(), columns.toArray(UnitTotals[]::new));
        }
    }

    /** Has some totals already; sums others when asked. */
    private final class Ahead implements PsuTotalsSource {
        private final SurveyDesign design;
        private final Sums sums;

        Ahead(SurveyDesign design, Sums sums) {
            this.design = design;
            this.sums = sums;
        }

        @Override
        public PsuTotals totals(SurveyDesign wanted, List<Domain> domains, List<Term> terms) {
            boolean known = wanted == design;
            for (Term term : terms) {
                known &= sums.places().containsKey(term);
            }
            for (Domain domain : domains) {
                known &= sums.byGrouping().containsKey(domain.grouping());
            }
            return known ? sums.totals(design, domains, terms) : TableTotals.this.totals(wanted, domains, terms);
        }
    }
}
