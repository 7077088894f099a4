package vn.emr.core.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.store.WorkingSet.Draft;
import vn.emr.core.store.WorkingSet.Holder;

/**
 * Finds the person a sender means: by number only, never by name. The facility's own patient number decides first, then
 * the national number, then the temporary code; papers that are nearly unique help only when exactly one person has them.
 */
final class Matching {
    private static final List<IdentifierKind> DECIDING = List.of(
            IdentifierKind.PATIENT_NUMBER,
            IdentifierKind.TEMPORARY,
            IdentifierKind.CCCD,
            IdentifierKind.FOREIGNER_ID,
            IdentifierKind.PASSPORT,
            IdentifierKind.EID_ACCOUNT,
            IdentifierKind.ORIGIN_CERTIFICATE);

    private Matching() {}

    /**
     * The person these numbers belong to.
     *
     * @throws Refusal AMBIGUOUS_PATIENT when numbers of the same kind belong to different people that were never
     *     merged
     */
    static Optional<UUID> find(Draft draft, PatientRef who) {
        Optional<UUID> meant = draft.meant(who.identifiers());
        if (meant.isPresent()) {
            return meant;
        }
        for (IdentifierKind kind : DECIDING) {
            List<UUID> candidates = who.identifiers().stream()
                    .filter(i -> i.kind() == kind)
                    .flatMap(i -> draft.holders(i.key()).stream().filter(h -> h.kind() == kind))
                    .map(Holder::patientId)
                    .distinct()
                    .toList();
            if (candidates.size() > 1 && kind.unique()) {
                // Senders go on naming both numbers of a merged patient.
                List<UUID> survivors = candidates.stream()
                        .map(c -> MergeRule.root(draft, c))
                        .distinct()
                        .toList();
                if (survivors.size() == 1) {
                    return Optional.of(survivors.getFirst());
                }
                throw AtFault.PATIENT_NUMBER.refused(
                        Code.AMBIGUOUS_PATIENT, "numbers of kind " + kind + " belong to different people");
            }
            if (candidates.size() == 1) {
                return Optional.of(candidates.getFirst());
            }
        }
        return Optional.empty();
    }

    /**
     * The person these numbers belong to, or a refusal that parks the message until that person arrives.
     *
     * @throws Refusal REQUIRED_FIELD_MISSING when no number was sent, UNKNOWN_PATIENT when nobody has it
     */
    static UUID require(Draft draft, PatientRef who) {
        if (who.identifiers().isEmpty() && draft.meant(List.of()).isEmpty()) {
            throw AtFault.PATIENT_NUMBER.refused(Code.UNKNOWN_PATIENT, "the message names no patient number");
        }
        return find(draft, who)
                .orElseThrow(() -> AtFault.PATIENT_NUMBER.refused(
                        Code.UNKNOWN_PATIENT, "no patient has the number that was sent"));
    }

    /** The numbers a waiting message would be woken by. */
    static List<Identifier.Key> keys(PatientRef who) {
        return who.identifiers().stream()
                .filter(i -> DECIDING.contains(i.kind()))
                .map(Identifier::key)
                .distinct()
                .toList();
    }
}
