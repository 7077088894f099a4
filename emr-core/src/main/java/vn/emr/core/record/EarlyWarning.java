package vn.emr.core.record;

import java.util.UUID;

/**
 * What a doctor decided of the early-warning score of a visit: which scale its oxygen saturation is read by, or that it is not
 * used. A visit has one such decision, version by version.
 *
 * @param reason why
 */
public record EarlyWarning(
        UUID id, int version, UUID patientId, UUID encounterId, Use use, String reason, Provenance origin)
        implements Noun {
    /** How the score is used. */
    public enum Use {
        SCALE_1,
        /** For who retains carbon dioxide, with a target of 88–92 % by a doctor's order. */
        SCALE_2,
        NONE
    }

    /** By what readings are scored, or why they are not. */
    public enum Basis {
        SCALE_1,
        SCALE_2,
        /** Younger than 16: the score is not made for children. */
        CHILD,
        /** It is not known whether the person is 16. */
        AGE_UNKNOWN,
        /** Diagnoses of the visit say so: the score is not made for pregnancy. */
        PREGNANCY,
        /** A doctor decided that it is not used. */
        DECIDED;

        public boolean scored() {
            return this == SCALE_1 || this == SCALE_2;
        }
    }

    /** The next version. */
    public EarlyWarning next(Use decided, String because, Provenance by) {
        return new EarlyWarning(id, version + 1, patientId, encounterId, decided, because, by);
    }

    @Override
    public NounKind kind() {
        return NounKind.EARLY_WARNING;
    }
}
