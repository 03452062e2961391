package org.kapsurvey.analysis.weighting;

/**
 * When a class is too small to have a factor of its own, because a factor on few people is itself mostly chance.
 *
 * @param fewest rows that must carry the weight of a class
 * @param largest factor that a class may have
 */
public record ClassRules(int fewest, double largest) {
    /** 30 rows and a factor of 3. */
    public static final ClassRules USUAL = new ClassRules(30, 3);
}
