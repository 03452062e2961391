package org.kapsurvey.analysis.totals;

/**
 * Totals by PSU (in a design of several stages with population sizes by unit of the last stage, {@code PsuFrame.units}),
 * domain and term. Every sampled PSU has its row, of zeros where the domain has no case in it. Parts of
 * the data are summed apart and put together with {@link #combine}. Immutable.
 */
public final class PsuTotals {
    private final int psus;
    private final int domains;
    private final int terms;

    /** For each domain and in it each term, the total of each PSU. */
    private final double[][] sums;

    /** @param sums for each domain and in it each term the total of each PSU; taken over */
    public PsuTotals(int psus, int domains, int terms, double[][] sums) {
        if (sums.length != Math.multiplyExact(domains, terms)) {
            throw new IllegalArgumentException("Not a column for each domain and term: " + sums.length);
        }
        this.psus = psus;
        this.domains = domains;
        this.terms = terms;
        this.sums = sums;
    }

    /** No case anywhere: the neutral element of {@link #combine}. */
    public static PsuTotals zero(int psus, int domains, int terms) {
        return new PsuTotals(psus, domains, terms, new double[Math.multiplyExact(domains, terms)][psus]);
    }

    /**
     * The totals of both parts together.
     *
     * @throws IllegalArgumentException if the other has other numbers of PSUs, domains or terms
     */
    public PsuTotals combine(PsuTotals other) {
        if (psus != other.psus || domains != other.domains || terms != other.terms) {
            throw new IllegalArgumentException("Parts of different shape: %d×%d×%d and %d×%d×%d"
                    .formatted(psus, domains, terms, other.psus, other.domains, other.terms));
        }
        double[][] both = new double[sums.length][];
        for (int column = 0; column < both.length; column++) {
            both[column] = sums[column].clone();
            for (int psu = 0; psu < psus; psu++) {
                both[column][psu] += other.sums[column][psu];
            }
        }
        return new PsuTotals(psus, domains, terms, both);
    }

    public int psus() {
        return psus;
    }

    public int domains() {
        return domains;
    }

    public int terms() {
        return terms;
    }

    public double get(int psu, int domain, int term) {
        return sums[domain * terms + term][psu];
    }

    /** The sum over the PSUs of each term, in a domain. */
    public double[] overPsus(int domain) {
        double[] over = new double[terms];
        for (int term = 0; term < terms; term++) {
            over[term] = sum(sums[domain * terms + term]);
        }
        return over;
    }

    /** In four running sums, so that no addition waits for the one before. */
    private static double sum(double[] numbers) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < numbers.length; i += 4) {
            a += numbers[i];
            b += numbers[i + 1];
            c += numbers[i + 2];
            d += numbers[i + 3];
        }
        for (; i < numbers.length; i++) {
            a += numbers[i];
        }
        return (a + b) + (c + d);
    }

    /** For each PSU the product gradient · t: its linearised total z in a domain. */
    public double[] linearised(int domain, double[] gradient) {
        if (gradient.length != terms) {
            throw new IllegalArgumentException("A gradient has " + terms + " parts here, not " + gradient.length);
        }
        double[] z = new double[psus];
        for (int term = 0; term < terms; term++) {
            double[] column = sums[domain * terms + term];
            double factor = gradient[term];
            if (factor == 0) {
                continue;
            }
            for (int psu = 0; psu < psus; psu++) {
                z[psu] += factor * column[psu];
            }
        }
        return z;
    }
}
