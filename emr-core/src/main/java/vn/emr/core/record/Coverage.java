package vn.emr.core.record;

import java.util.UUID;

/**
 * A health insurance card (thẻ BHYT) and how long it holds. A person may have several, one after the other.
 *
 * @param key the card's number with the day it holds from
 */
public record Coverage(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String key,
        Details details,
        Provenance origin)
        implements Told<Coverage.Details> {

    /**
     * What the card says.
     *
     * @param registeredFacility code of the facility of first registration (MA_DKBD), 5 characters
     * @param copaymentFreeFrom day from which nothing is paid by the patient (NGAY_MIEN_CCT)
     * @param area area code K1, K2, K3 (MA_KHUVUC)
     */
    public record Details(
            String number,
            TimePoint validFrom,
            TimePoint validTo,
            String registeredFacility,
            TimePoint copaymentFreeFrom,
            String area)
            implements Told.Details<Details> {
        @Override
        public Details filledBy(Details older) {
            return new Details(
                    number,
                    validFrom,
                    validTo == null ? older.validTo : validTo,
                    registeredFacility == null ? older.registeredFacility : registeredFacility,
                    copaymentFreeFrom == null ? older.copaymentFreeFrom : copaymentFreeFrom,
                    area == null ? older.area : area);
        }
    }

    @Override
    public Coverage restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new Coverage(id, version, patientId, encounterId, sourceId, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.COVERAGE;
    }
}
