package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * One vaccination (tiêm chủng).
 *
 * @param key its number (ORC-3), else its time and vaccine
 */
public record Immunization(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String key,
        Details details,
        Provenance origin)
        implements Told<Immunization.Details> {

    /** Whether it was given; HL7 table 0322, RXA-21. */
    public enum Status {
        COMPLETED,
        PARTIAL,
        REFUSED,
        NOT_GIVEN,
        /** Taken back by its sender (RXA-21 = D): hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /**
     * What was given.
     *
     * @param dose amount and unit as sent, such as {@code 0.5 mL}
     * @param historical told from papers or memory, not given by the sender (RXA-9 not {@code 00})
     * @param facts what was said beside it: dose number, funding, information sheet
     */
    public record Details(
            Status status,
            TimePoint given,
            Coded vaccine,
            String dose,
            String lot,
            TimePoint expires,
            String manufacturer,
            Coded route,
            Coded site,
            String performer,
            boolean historical,
            String refusal,
            List<NamedValue> facts)
            implements Told.Details<Details> {

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    given == null ? older.given : given,
                    vaccine == null ? older.vaccine : vaccine,
                    dose == null ? older.dose : dose,
                    lot == null ? older.lot : lot,
                    expires == null ? older.expires : expires,
                    manufacturer == null ? older.manufacturer : manufacturer,
                    route == null ? older.route : route,
                    site == null ? older.site : site,
                    performer == null ? older.performer : performer,
                    historical,
                    refusal == null ? older.refusal : refusal,
                    facts.isEmpty() ? older.facts : facts);
        }
    }

    @Override
    public Immunization restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new Immunization(id, version, patientId, encounterId, sourceId, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.IMMUNIZATION;
    }
}
