package vn.emr.core.medication;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan;
import vn.emr.core.record.MedicationPlan.Route;
import vn.emr.core.record.MedicationPlan.Warning;
import vn.emr.core.record.TimePoint;

/**
 * A medicine as somebody orders it.
 *
 * @param code of the catalogue {@code medicines}; null for free words
 * @param medicine its name
 * @param ingredient null: as the catalogue has it, or as the name says
 * @param dose of one time, in {@code unit}
 * @param days how many days it is given, counted from the day it begins; null: until {@code until}, or until it is stopped
 * @param accepted what of the warnings was seen: the allergies and orders that speak against it
 * @param because why it is ordered all the same
 */
public record MedicationForm(
        String code,
        String medicine,
        String ingredient,
        String strength,
        String form,
        BigDecimal dose,
        String unit,
        Route route,
        DoseSchedule schedule,
        Instant from,
        Instant until,
        Integer days,
        String indication,
        String instructions,
        Boolean highAlert,
        Set<UUID> accepted,
        String because) {
    /** The catalogue of which a coded medicine is. */
    static final String CATALOGUE = "medicines";

    private static final String AT = "/order";
    private static final int LONGEST_NAME = 200;
    private static final int SHORT = 60;
    private static final int LONGEST = 500;
    private static final int MOST_DAYS = 180;
    private static final int MOST_TIMES = 12;
    private static final int MOST_HOURS = 168;
    private static final int MOST_INTEGERS = 7;
    private static final int MOST_DECIMALS = 4;
    private static final Duration AHEAD = Duration.ofDays(31);

    /**
     * As the record keeps it.
     *
     * @throws Refusal with pointers to what is missing or cannot be
     */
    MedicationOrder.Details checked(Visit visit, String known, List<Warning> warnings, String prescriber, Instant now) {
        Coded drug = drug();
        if (route == null || unit == null || unit.isBlank() || schedule == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the unit of the dose, how it is given and when",
                    AT + "/unit",
                    AT + "/route",
                    AT + "/schedule");
        }
        String said = Words.line(ingredient, LONGEST_NAME, AT + "/ingredient");
        Instant begins = begins(visit, now);
        MedicationPlan plan = new MedicationPlan(
                said == null ? known : said,
                dosed(),
                Words.line(unit, SHORT, AT + "/unit"),
                route,
                scheduled(),
                begins,
                ends(begins),
                Words.line(indication, LONGEST, AT + "/indication"),
                Boolean.TRUE.equals(highAlert),
                warnings,
                warnings.isEmpty() ? null : Words.line(because, LONGEST, AT + "/because"));
        return new MedicationOrder.Details(
                MedicationOrder.Status.ACTIVE,
                null,
                drug,
                Words.line(strength, SHORT, AT + "/strength"),
                Words.line(form, SHORT, AT + "/form"),
                null,
                new Coded(route.name(), "", route.words),
                plan.words(),
                Words.line(instructions, LONGEST, AT + "/instructions"),
                null,
                plan.unit(),
                TimePoint.at(begins),
                null,
                prescriber,
                null,
                List.of(),
                List.of(),
                plan);
    }

    /** Which medicine it is. */
    Coded drug() {
        if (medicine == null || medicine.isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which medicine", AT + "/medicine");
        }
        String coded = Words.line(code, SHORT, AT + "/code");
        return new Coded(
                coded, coded == null ? "" : CATALOGUE, Words.needed(medicine, 2, LONGEST_NAME, AT + "/medicine"));
    }

    private BigDecimal dosed() {
        if (dose == null
                || dose.signum() <= 0
                || dose.precision() - dose.scale() > MOST_INTEGERS
                || dose.scale() > MOST_DECIMALS) {
            throw new Refusal(Code.MALFORMED_FIELD, "a dose above nothing, with at most four decimals", AT + "/dose");
        }
        return Amounts.plain(dose);
    }

    private Instant begins(Visit visit, Instant now) {
        if (from == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "when it begins", AT + "/from");
        }
        Instant start = visit.start() == null ? null : visit.start().from();
        if (start != null && from.isBefore(start) || from.isAfter(now.plus(AHEAD))) {
            throw new Refusal(Code.MALFORMED_FIELD, "a time of the visit, at most 31 days ahead", AT + "/from");
        }
        return from.truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant ends(Instant begins) {
        if (days != null && (until != null || days < 1 || days > MOST_DAYS)) {
            throw new Refusal(Code.MALFORMED_FIELD, "1 to 180 days, or a time at which it ends", AT + "/days");
        }
        if (until != null && (!until.isAfter(begins) || until.isAfter(begins.plus(Duration.ofDays(MOST_DAYS))))) {
            throw new Refusal(Code.MALFORMED_FIELD, "it ends after it begins, within 180 days", AT + "/until");
        }
        if (days == null) {
            return until == null ? null : until.truncatedTo(ChronoUnit.MINUTES);
        }
        return LocalDate.ofInstant(begins, DoseSchedule.ZONE)
                .plusDays(days)
                .atStartOfDay(DoseSchedule.ZONE)
                .toInstant();
    }

    private DoseSchedule scheduled() {
        String at = AT + "/schedule";
        if (schedule.kind() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "when it is due", at);
        }
        return switch (schedule.kind()) {
            case ONCE -> new DoseSchedule(DoseSchedule.Kind.ONCE, null, null, null, null);
            case TIMES ->
                new DoseSchedule(
                        DoseSchedule.Kind.TIMES,
                        times(at),
                        within(schedule.everyDays() == null ? 1 : schedule.everyDays(), MOST_DAYS, at),
                        null,
                        null);
            case INTERVAL ->
                new DoseSchedule(
                        DoseSchedule.Kind.INTERVAL, null, null, within(schedule.everyHours(), MOST_HOURS, at), null);
            case AS_NEEDED ->
                new DoseSchedule(
                        DoseSchedule.Kind.AS_NEEDED,
                        null,
                        null,
                        null,
                        schedule.mostPerDay() == null ? null : within(schedule.mostPerDay(), MOST_TIMES * 2, at));
        };
    }

    private List<String> times(String at) {
        List<String> times = schedule.times();
        if (times.isEmpty() || times.size() > MOST_TIMES) {
            throw new Refusal(Code.MALFORMED_FIELD, "one to twelve times of the day", at);
        }
        try {
            return times.stream()
                    .map(LocalTime::parse)
                    .map(time -> time.truncatedTo(ChronoUnit.MINUTES))
                    .distinct()
                    .sorted()
                    .map(LocalTime::toString)
                    .toList();
        } catch (DateTimeParseException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "times of the day as 08:00", at);
        }
    }

    private static Integer within(Integer number, int most, String at) {
        if (number == null || number < 1 || number > most) {
            throw new Refusal(Code.MALFORMED_FIELD, "how often: a number above nothing", at);
        }
        return number;
    }
}
