package vn.emr.core.intake;

import static vn.emr.core.intake.Demographics.Field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Sex;
import vn.emr.core.store.WorkingSet;

/**
 * What a statement about a person changes. A newer statement replaces what it states and erases what it erases; an older
 * one that arrives late only fills gaps; what is not said stays.
 */
final class PatientRule {
    private PatientRule() {}

    static Patient apply(Judging judging, PatientStated notice) {
        Optional<UUID> known = Matching.find(judging.draft(), notice.who());
        if (known.isEmpty()) {
            return create(judging, notice.who(), notice.stated(), notice.demographics(), notice.provisional());
        }
        Patient current = judging.draft().patient(known.get()).orElseThrow();
        boolean newer = !notice.stated().isBefore(current.origin().stated());
        Patient next = merged(judging, current, notice, newer);
        if (!sameFacts(current, next) || judging.newsByTime(current.origin().stated(), notice.stated())) {
            judging.draft().put(next);
            return next;
        }
        return current;
    }

    /** The person, made as a placeholder when a message (a merge) names somebody never announced. */
    static UUID findOrAnnounce(Judging judging, PatientRef who, Instant stated) {
        return Matching.find(judging.draft(), who).orElseGet(() -> create(judging, who, stated, Demographics.NONE, true)
                .id());
    }

    static Patient create(Judging judging, PatientRef who, Instant stated, Demographics d, boolean provisional) {
        if (who.identifiers().isEmpty() && d.names().isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "neither a patient number nor a name was sent", "PID-3");
        }
        return make(judging, who, stated, d, provisional);
    }

    /** A provisional person to file under what a person of the hospital assigned by hand; may have no number at all. */
    static Patient place(Judging judging, PatientRef who) {
        return make(judging, who, judging.now(), Demographics.NONE, true);
    }

    private static Patient make(Judging judging, PatientRef who, Instant stated, Demographics d, boolean provisional) {
        UUID id = Ids.next();
        List<Identifier> identifiers = new ArrayList<>();
        for (Identifier sent : who.identifiers()) {
            add(judging, id, identifiers, sent, true);
        }
        if (identifiers.stream().noneMatch(i -> i.active() && i.kind().unique())) {
            identifiers.add(temporaryCode(judging, id));
        }
        Patient patient = new Patient(
                id,
                1,
                provisional,
                judging.source().facilityId,
                List.copyOf(identifiers),
                d.names(),
                d.birth(),
                d.sex() == null ? Sex.UNKNOWN : d.sex(),
                d.addresses(),
                d.phones(),
                d.ethnicity(),
                d.occupation(),
                d.nationality(),
                d.bloodGroup(),
                d.relatives(),
                mother(judging, d),
                Boolean.TRUE.equals(d.deceased()),
                d.deceasedAt(),
                List.of(),
                judging.origin(provisional && d == Demographics.NONE ? Instant.EPOCH : stated));
        Patient checked = withWarnings(patient);
        judging.draft().put(checked);
        return checked;
    }

    /**
     * A code for somebody without papers, beginning with the facility's own (CV 365 row a). The letters keep it from ever
     * looking like a national number.
     */
    private static Identifier temporaryCode(Judging judging, UUID id) {
        String facility = judging.places().facilityCode(judging.source().facilityId);
        String unique = Long.toString(id.getMostSignificantBits() >>> 16, 36)
                + Long.toString(id.getLeastSignificantBits() >>> 40 & 0xFFFFF, 36);
        return new Identifier(
                IdentifierKind.TEMPORARY, "EMR", facility + "-T" + unique.toUpperCase(java.util.Locale.ROOT), true);
    }

    private static Patient merged(Judging judging, Patient p, PatientStated notice, boolean newer) {
        Demographics d = notice.demographics();
        List<Identifier> identifiers = new ArrayList<>(p.identifiers());
        for (Identifier sent : notice.who().identifiers()) {
            add(judging, p.id(), identifiers, sent, newer);
        }
        Instant stated = newer ? notice.stated() : p.origin().stated();
        Provenance origin = newer ? judging.origin(stated) : p.origin();
        Pick pick = new Pick(newer, d);
        return withWarnings(new Patient(
                p.id(),
                judging.draft().next(p),
                p.provisional() && (notice.provisional() || d.names().isEmpty()),
                p.facilityId(),
                List.copyOf(identifiers),
                pick.list(p.names(), d.names(), null),
                pick.value(p.birth(), d.birth(), Field.BIRTH),
                sex(p, d, newer),
                pick.list(p.addresses(), d.addresses(), Field.ADDRESSES),
                pick.list(p.phones(), d.phones(), Field.PHONES),
                pick.value(p.ethnicity(), d.ethnicity(), Field.ETHNICITY),
                pick.value(p.occupation(), d.occupation(), Field.OCCUPATION),
                pick.value(p.nationality(), d.nationality(), Field.NATIONALITY),
                pick.value(p.bloodGroup(), d.bloodGroup(), Field.BLOOD_GROUP),
                pick.list(p.relatives(), d.relatives(), Field.RELATIVES),
                p.motherId() != null ? p.motherId() : mother(judging, d),
                deceased(p, d, newer),
                pick.value(p.deceasedAt(), d.deceasedAt(), Field.DECEASED),
                List.of(),
                origin));
    }

    /** Which of two statements stands. */
    private record Pick(boolean newer, Demographics stated) {
        <T> T value(T current, T sent, Field field) {
            if (newer && stated.erased().contains(field)) {
                return null;
            }
            return sent != null && (newer || current == null) ? sent : current;
        }

        <T> List<T> list(List<T> current, List<T> sent, Field field) {
            if (newer && field != null && stated.erased().contains(field)) {
                return List.of();
            }
            return !sent.isEmpty() && (newer || current.isEmpty()) ? sent : current;
        }
    }

    private static Sex sex(Patient p, Demographics d, boolean newer) {
        if (newer && d.erased().contains(Field.SEX)) {
            return Sex.UNKNOWN;
        }
        return d.sex() != null && (newer || p.sex() == Sex.UNKNOWN) ? d.sex() : p.sex();
    }

    private static boolean deceased(Patient p, Demographics d, boolean newer) {
        if (newer && d.erased().contains(Field.DECEASED)) {
            return false;
        }
        return d.deceased() != null && (newer || !p.deceased()) ? d.deceased() : p.deceased();
    }

    /**
     * Adds a number. A number that belongs to one person only and is held by another is kept as inactive and remarked: a
     * possible duplicate for a person to look at, never an error in the middle of a message. A newer national number takes
     * the old one's place; the old one stays as history (NĐ 70/2024).
     */
    private static void add(
            Judging judging, UUID patientId, List<Identifier> identifiers, Identifier sent, boolean newer) {
        for (Identifier known : identifiers) {
            if (known.key().equals(sent.key()) && known.kind() == sent.kind()) {
                return;
            }
        }
        Optional<UUID> holder = !sent.kind().unique()
                ? Optional.empty()
                : judging.draft().holders(sent.key()).stream()
                        .filter(h -> h.kind().unique() && !h.patientId().equals(patientId))
                        .map(WorkingSet.Holder::patientId)
                        .findFirst();
        if (holder.isPresent() && MergeRule.root(judging, holder.get()).equals(MergeRule.root(judging, patientId))) {
            // The number of somebody merged stays with them: undoing the merge must give everything back.
            return;
        }
        boolean held = holder.isPresent();
        if (held) {
            judging.remark("POSSIBLE_DUPLICATE: a number of kind " + sent.kind() + " belongs to another patient");
        }
        boolean active = sent.active() && !held;
        if (active && sent.kind() == IdentifierKind.CCCD) {
            for (int i = 0; i < identifiers.size(); i++) {
                Identifier old = identifiers.get(i);
                if (old.kind() == IdentifierKind.CCCD && old.active()) {
                    active = newer;
                    if (newer) {
                        identifiers.set(i, new Identifier(old.kind(), old.system(), old.value(), false));
                    }
                }
            }
        }
        identifiers.add(new Identifier(sent.kind(), sent.system(), sent.value(), active));
    }

    private static UUID mother(Judging judging, Demographics d) {
        return d.motherIdentifiers().isEmpty()
                ? null
                : Matching.find(judging.draft(), new PatientRef(d.motherIdentifiers()))
                        .orElseGet(() -> {
                            judging.remark("the mother's number belongs to nobody yet");
                            return null;
                        });
    }

    private static Patient withWarnings(Patient p) {
        return new Patient(
                p.id(),
                p.version(),
                p.provisional(),
                p.facilityId(),
                p.identifiers(),
                p.names(),
                p.birth(),
                p.sex(),
                p.addresses(),
                p.phones(),
                p.ethnicity(),
                p.occupation(),
                p.nationality(),
                p.bloodGroup(),
                p.relatives(),
                p.motherId(),
                p.deceased(),
                p.deceasedAt(),
                NationalNumber.warnings(p),
                p.origin());
    }

    private static boolean sameFacts(Patient a, Patient b) {
        return a.equals(new Patient(
                b.id(),
                a.version(),
                b.provisional(),
                b.facilityId(),
                b.identifiers(),
                b.names(),
                b.birth(),
                b.sex(),
                b.addresses(),
                b.phones(),
                b.ethnicity(),
                b.occupation(),
                b.nationality(),
                b.bloodGroup(),
                b.relatives(),
                b.motherId(),
                b.deceased(),
                b.deceasedAt(),
                b.warnings(),
                a.origin()));
    }
}
