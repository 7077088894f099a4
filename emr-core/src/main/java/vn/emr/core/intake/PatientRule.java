package vn.emr.core.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientTelling;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Sex;
import vn.emr.core.record.ToldValue;
import vn.emr.core.record.ToldValue.What;
import vn.emr.core.store.WorkingSet;

/**
 * What a statement about a person changes. What each system last told is kept under its name; of each value the newest
 * telling stands, and what a newer one emptied is empty. What is not said stays.
 */
final class PatientRule {
    private PatientRule() {}

    static Patient apply(Judging judging, PatientStated notice) {
        Optional<UUID> known = Matching.find(judging.draft(), notice.who());
        if (known.isEmpty()) {
            return create(judging, notice.who(), notice.stated(), notice.demographics(), notice.provisional());
        }
        Patient current = judging.draft().patient(known.get()).orElseThrow();
        Patient next = merged(judging, current, notice);
        boolean newer = !judging.repeat() && !next.told().equals(PatientTellings.of(current))
                || judging.newsByTime(current.origin().stated(), notice.stated());
        if (newer || !current.saysTheSameAs(next)) {
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
            throw AtFault.PATIENT_NUMBER.refused(
                    Code.REQUIRED_FIELD_MISSING, "neither a patient number nor a name was sent");
        }
        return make(judging, who, stated, d, provisional);
    }

    /** A provisional person to file under what a person of the hospital assigned by hand; may have no number at all. */
    static Patient place(Judging judging, PatientRef who) {
        return make(judging, who, judging.now(), Demographics.NONE, true);
    }

    private static Patient make(Judging judging, PatientRef who, Instant stated, Demographics d, boolean provisional) {
        UUID id = Ids.next();
        // Who is only named, and not described yet, is so since ever: any description is newer.
        Instant since = provisional && d == Demographics.NONE ? Instant.EPOCH : stated;
        List<PatientTelling> told = told(judging, List.of(), who, since, d);
        List<Identifier> identifiers = numbers(judging, id, List.of(), who, since, told);
        if (identifiers.stream().noneMatch(i -> i.active() && i.kind().unique())) {
            identifiers.add(temporaryCode(judging, id));
        }
        Patient patient = read(
                id,
                1,
                provisional,
                judging.source().facilityId,
                identifiers,
                told,
                mother(judging, d),
                judging.origin(since));
        judging.draft().put(patient);
        return patient;
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

    private static Patient merged(Judging judging, Patient p, PatientStated notice) {
        Demographics d = notice.demographics();
        boolean newest = !notice.stated().isBefore(p.origin().stated());
        List<PatientTelling> told = told(judging, PatientTellings.of(p), notice.who(), notice.stated(), d);
        return read(
                p.id(),
                judging.draft().next(p),
                p.provisional() && (notice.provisional() || d.names().isEmpty()),
                p.facilityId(),
                numbers(judging, p.id(), p.identifiers(), notice.who(), notice.stated(), told),
                told,
                p.motherId() != null ? p.motherId() : mother(judging, d),
                newest ? judging.origin(notice.stated()) : p.origin());
    }

    private static List<PatientTelling> told(
            Judging judging, List<PatientTelling> known, PatientRef who, Instant stated, Demographics d) {
        return PatientTelling.after(
                known,
                judging.source().id,
                judging.source().name,
                PatientTellings.values(who.identifiers(), stated, d));
    }

    /** The person as the newest tellings have it. */
    private static Patient read(
            UUID id,
            int version,
            boolean provisional,
            UUID facility,
            List<Identifier> identifiers,
            List<PatientTelling> told,
            UUID mother,
            Provenance origin) {
        Patient patient = new Patient(
                id,
                version,
                provisional,
                facility,
                List.copyOf(identifiers),
                standing(told, What.NAME, ToldValue::names, List.of()),
                standing(told, What.BIRTH, ToldValue::time, null),
                standing(told, What.SEX, ToldValue::sex, Sex.UNKNOWN),
                standing(told, What.ADDRESS, ToldValue::addresses, List.of()),
                standing(told, What.PHONE, ToldValue::phones, List.of()),
                standing(told, What.ETHNICITY, ToldValue::coded, null),
                standing(told, What.OCCUPATION, ToldValue::coded, null),
                standing(told, What.NATIONALITY, ToldValue::coded, null),
                standing(told, What.BLOOD_GROUP, ToldValue::text, null),
                standing(told, What.RELATIVES, ToldValue::relatives, List.of()),
                mother,
                standing(told, What.DECEASED, ToldValue::yes, false),
                standing(told, What.DECEASED_AT, ToldValue::time, null),
                List.of(),
                told,
                origin);
        return patient.warned(NationalNumber.warnings(patient));
    }

    private static <T> T standing(List<PatientTelling> told, What what, Function<ToldValue, T> value, T otherwise) {
        return PatientTelling.standing(told, what).map(value).orElse(otherwise);
    }

    private static List<Identifier> numbers(
            Judging judging,
            UUID patientId,
            List<Identifier> known,
            PatientRef who,
            Instant stated,
            List<PatientTelling> told) {
        List<Identifier> all = new ArrayList<>(known);
        who.identifiers().forEach(sent -> add(judging, patientId, all, sent));
        PatientTelling.standing(told, What.NATIONAL_ID)
                .filter(v -> v.stated().equals(stated))
                .ifPresent(v -> activate(judging, patientId, all, v.numbers().getLast()));
        PatientTelling.standing(told, What.INSURANCE_CARD).ifPresent(v -> first(all, v.numbers()));
        return all;
    }

    /**
     * Adds a number. A number that belongs to one person only and is held by another is kept as inactive and remarked: a
     * possible duplicate for a person to look at, never an error in the middle of a message. A further national number
     * stays inactive until its telling stands.
     */
    private static void add(Judging judging, UUID patientId, List<Identifier> identifiers, Identifier sent) {
        for (Identifier known : identifiers) {
            if (known.key().equals(sent.key()) && known.kind() == sent.kind()) {
                return;
            }
        }
        Optional<UUID> holder = holder(judging, patientId, sent);
        if (holder.isPresent() && MergeRule.root(judging, holder.get()).equals(MergeRule.root(judging, patientId))) {
            // The number of somebody merged stays with them: undoing the merge must give everything back.
            return;
        }
        if (holder.isPresent()) {
            judging.remark("POSSIBLE_DUPLICATE: a number of kind " + sent.kind() + " belongs to another patient");
        }
        boolean further = sent.kind() == IdentifierKind.CCCD
                && identifiers.stream().anyMatch(i -> i.kind() == IdentifierKind.CCCD && i.active());
        boolean active = sent.active() && holder.isEmpty() && !further;
        identifiers.add(new Identifier(sent.kind(), sent.system(), sent.value(), active));
    }

    private static Optional<UUID> holder(Judging judging, UUID patientId, Identifier number) {
        return !number.kind().unique()
                ? Optional.empty()
                : judging.draft().holders(number.key()).stream()
                        .filter(h -> h.kind().unique() && !h.patientId().equals(patientId))
                        .map(WorkingSet.Holder::patientId)
                        .findFirst();
    }

    /** The national number that stands takes the place of another; that one stays as history (NĐ 70/2024). */
    private static void activate(Judging judging, UUID patientId, List<Identifier> identifiers, Identifier standing) {
        boolean known = identifiers.stream()
                .anyMatch(i -> i.kind() == standing.kind() && i.key().equals(standing.key()));
        if (known && holder(judging, patientId, standing).isEmpty()) {
            identifiers.replaceAll(i -> i.kind() != IdentifierKind.CCCD
                    ? i
                    : new Identifier(i.kind(), i.system(), i.value(), i.key().equals(standing.key())));
        }
    }

    /** The insurance cards told last stand before the others. */
    private static void first(List<Identifier> identifiers, List<Identifier> standing) {
        List<Identifier.Key> keys = standing.stream().map(Identifier::key).toList();
        List<Identifier> cards = identifiers.stream()
                .filter(i -> i.kind() == IdentifierKind.INSURANCE_CARD)
                .sorted(Comparator.comparing(i -> !keys.contains(i.key())))
                .toList();
        Iterator<Identifier> next = cards.iterator();
        identifiers.replaceAll(i -> i.kind() == IdentifierKind.INSURANCE_CARD ? next.next() : i);
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
}
