package vn.emr.core.vitals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import vn.emr.core.form.Forms;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.TimePoint;

/**
 * Whether readings of a visit are scored, and on which scale. NEWS2 is made for people of 16 and older who are not pregnant; no score
 * for children is standard in Vietnam, so they get none. A doctor decides of everything but the age.
 */
final class ScoreBasis {
    private static final int OF_AGE = 16;

    private ScoreBasis() {}

    /**
     * @param birth null: not known
     * @param pregnant a diagnosis of the visit says so
     * @param decided null: nothing
     */
    static Basis of(TimePoint birth, Instant at, boolean pregnant, EarlyWarning decided) {
        if (birth == null) {
            return Basis.AGE_UNKNOWN;
        }
        // A birth known by its year only has an earliest and a latest day.
        if (years(birth.from(), at) < OF_AGE) {
            return Basis.CHILD;
        }
        if (years(birth.to().minusMillis(1), at) < OF_AGE) {
            return Basis.AGE_UNKNOWN;
        }
        if (decided == null) {
            return pregnant ? Basis.PREGNANCY : Basis.SCALE_1;
        }
        return switch (decided.use()) {
            case SCALE_1 -> Basis.SCALE_1;
            case SCALE_2 -> Basis.SCALE_2;
            case NONE -> Basis.DECIDED;
        };
    }

    private static int years(Instant born, Instant at) {
        return Period.between(LocalDate.ofInstant(born, Forms.ZONE), LocalDate.ofInstant(at, Forms.ZONE))
                .getYears();
    }
}
