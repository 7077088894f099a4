package vn.emr.core.signing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.signature.Appearance;
import vn.emr.core.signature.Asked;

/** What a signature says of its signer, for the file and for whoever reads it. */
final class Signers {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final String ENTRY = "Người ghi";

    private Signers() {}

    /** The same again of the same, so that a signature that comes from elsewhere later still fits. */
    static Asked asked(
            UUID id, Instant at, List<SigningPlace> places, Awaiting awaiting, String name, SigningKeys.Kept held) {
        String words = awaiting.entryId() != null
                ? ENTRY
                : places.get(awaiting.place()).words();
        String seal = held.key().facilityId() == null ? "Ký số: " : "Đóng dấu số: ";
        Appearance shown =
                new Appearance(awaiting.entryId() == null ? words : null, seal + name + "\n" + AT.format(at));
        return new Asked(
                id, at, words, held.certificate(), held.chain(), held.key().algorithm(), shown);
    }

    /**
     * Of a place that a patient signed: whose key it is only confirms it, and the words say so.
     *
     * @param how who signed and how
     * @param name of the patient or who signed for them
     * @param witness whose key it is
     */
    static Asked ofPatient(
            UUID id,
            Instant at,
            String words,
            String how,
            String name,
            String witness,
            SigningKeys.Kept held,
            String evidence) {
        Appearance shown = new Appearance(
                words, how + ": " + name + "\nChứng kiến, ký số xác nhận: " + witness + "\n" + AT.format(at));
        String said = how + ", chứng kiến: " + witness;
        return new Asked(
                id, at, said, held.certificate(), held.chain(), held.key().algorithm(), shown, evidence);
    }
}
