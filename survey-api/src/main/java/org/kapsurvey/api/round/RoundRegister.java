package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.ROUND_REGISTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.institution.Institution;
import org.kapsurvey.analysis.institution.InstitutionJob;
import org.kapsurvey.analysis.institution.InstitutionResult;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.RoundRegisterRecord;
import org.kapsurvey.api.institution.StoredInstitutions;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** Takes the units of a stored survey of institutions into a round, which then asks them. */
public final class RoundRegister {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,59}");
    private static final int NAMED = 5;

    private final Database database;

    public RoundRegister(Database database) {
        this.database = database;
    }

    /**
     * Takes the units that a version of a survey asks, as its register has them on its day, of the kinds that the round's forms are for. The
     * same version again changes nothing; another one is problem 409.5, for a round keeps the units that it was given.
     *
     * @param place of the register in faults
     * @param faults get one, and nothing is taken, if no form of the round is for any of the kinds, a code can't be an id or a person has it,
     *     or units were drawn together with others that the round has no form for
     * @return how many units the round asks
     */
    public int take(String round, StoredInstitutions survey, InstitutionResult result, Place place, Faults faults) {
        int before = faults.size();
        return database.write(tables -> {
            Round found = (Round.isId(round) ? RoundStore.find(tables, round) : Optional.<Round>empty())
                    .orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
            Scope.requireWhole(tables, round);
            List<Selection> units = units(found, result, place, faults);
            @Nullable
            RoundRegisterRecord there = tables.selectFrom(ROUND_REGISTER)
                    .where(ROUND_REGISTER.ROUND_ID.eq(round))
                    .fetchOne();
            if (there != null) {
                if (!there.getSurveyId().equals(survey.survey()) || there.getVersion() != survey.version()) {
                    throw Problems.IMMUTABLE.exception(
                            Details.of("register", there.getSurveyId() + " " + there.getVersion()));
                }
                return units.size();
            }
            refuseTaken(tables, round, units, place, faults);
            if (faults.size() > before) {
                return 0;
            }
            tables.insertInto(ROUND_REGISTER)
                    .set(ROUND_REGISTER.ROUND_ID, round)
                    .set(ROUND_REGISTER.SURVEY_ID, survey.survey())
                    .set(ROUND_REGISTER.VERSION, survey.version())
                    .execute();
            RoundStore.insert(tables, round, units);
            Audit.write(
                    tables,
                    "round.register",
                    Map.of("round", round, "survey", survey.survey(), "version", Integer.toString(survey.version())));
            return units.size();
        });
    }

    /** The register that a round took its units from; absent where it took none. */
    public Optional<StoredRegister> of(String round) {
        return database.read(tables -> tables.selectFrom(ROUND_REGISTER)
                .where(ROUND_REGISTER.ROUND_ID.eq(round))
                .fetchOptional(row -> new StoredRegister(row.getSurveyId(), row.getVersion())));
    }

    /** A version of a survey of institutions, by its name. */
    public record StoredRegister(String survey, int version) {}

    private static List<Selection> units(Round round, InstitutionResult result, Place place, Faults faults) {
        TreeSet<String> kinds = new TreeSet<>();
        round.forms().forEach(form -> kinds.addAll(form.kinds()));
        Function<Institution, String> stratum = stratum(result.job());
        Map<String, Long> registered =
                result.units().stream().collect(Collectors.groupingBy(stratum, TreeMap::new, Collectors.counting()));
        Map<String, Long> asked =
                result.selected().stream().collect(Collectors.groupingBy(stratum, TreeMap::new, Collectors.counting()));
        List<Selection> units = new ArrayList<>();
        List<String> notIds = new ArrayList<>();
        for (Institution unit : result.selected()) {
            if (!kinds.contains(unit.kind())) {
                continue;
            }
            if (!ID.matcher(unit.code()).matches()) {
                notIds.add('"' + unit.code() + '"');
                continue;
            }
            String in = stratum.apply(unit);
            units.add(Selection.ofUnit(
                    unit.code(),
                    unit.kind(),
                    in,
                    registered.getOrDefault(in, 0L) / (double) asked.getOrDefault(in, 1L)));
        }
        if (!notIds.isEmpty()) {
            faults.add(
                    place,
                    notIds.size() + " codes can't be ids in a round: " + some(notIds) + ".",
                    "Use letters without accents, digits and . - _, beginning with a letter or digit, 60 at most.");
        } else if (units.isEmpty()) {
            faults.add(
                    place,
                    "The register has no unit that a form of the round is for.",
                    kinds.isEmpty()
                            ? "Open a round with forms that the plan has units return."
                            : "Its forms are for " + String.join(", ", kinds) + ".");
        }
        TreeSet<String> mixed = result.units().stream()
                .filter(unit -> !kinds.contains(unit.kind()))
                .map(stratum)
                .filter(in -> asked.getOrDefault(in, 0L) < registered.getOrDefault(in, 0L))
                .collect(Collectors.toCollection(TreeSet::new));
        mixed.retainAll(units.stream().map(Selection::stratum).collect(Collectors.toSet()));
        if (!mixed.isEmpty()) {
            faults.add(
                    place,
                    "Units of kinds that no form of the round is for were drawn together with others, so that nobody knows how many"
                            + " of these are registered, in " + some(List.copyOf(mixed)) + ".",
                    "Draw the sample of each kind apart, with \"kind\" among its strata, or open a round with forms for all of"
                            + " these kinds.");
        }
        return units;
    }

    /** In a census the kind; where units were drawn, what each simple random sample was drawn of. */
    private static Function<Institution, String> stratum(InstitutionJob job) {
        if (job.sample().isEmpty()) {
            return Institution::kind;
        }
        List<String> strata = job.sample().get().strata();
        return unit -> strata.isEmpty()
                ? "all"
                : strata.stream()
                        .map(column -> switch (column) {
                            case "kind" -> unit.kind();
                            case "area" -> unit.area();
                            default -> unit.stratum();
                        })
                        .collect(Collectors.joining(";"));
    }

    private static void refuseTaken(
            DSLContext tables, String round, List<Selection> units, Place place, Faults faults) {
        TreeSet<String> taken = RoundStore.selections(tables, round).stream()
                .map(Selection::id)
                .collect(Collectors.toCollection(TreeSet::new));
        taken.retainAll(units.stream().map(Selection::id).collect(Collectors.toSet()));
        if (!taken.isEmpty()) {
            faults.add(
                    place,
                    "The round has selected somebody under " + taken.size() + " of the codes already: "
                            + some(List.copyOf(taken)) + ".",
                    "Give the units other codes.");
        }
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + (names.size() > NAMED ? ", …" : "");
    }
}
