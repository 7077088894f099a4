package vn.emr.core.chart;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Sex;
import vn.emr.core.record.ToldValue;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** The person of a chart, and who was merged into them. */
public final class PatientPart {
    private PatientPart() {}

    /** @param masked set instead of {@code value} while the number is hidden */
    public record Number(IdentifierKind kind, String system, String value, String masked, boolean active) {}

    public record Place(String use, String full, String ward, String district, String province) {}

    public record Relative(String name, String relation, String phone, boolean representative) {}

    public record Person(
            UUID id,
            String name,
            List<String> otherNames,
            Sex sex,
            When birth,
            String age,
            List<Number> identifiers,
            String bloodGroup,
            List<Place> addresses,
            List<String> phones,
            String ethnicity,
            String occupation,
            String nationality,
            List<Relative> relatives,
            UUID motherId,
            boolean deceased,
            When deceasedAt,
            boolean provisional,
            List<String> warnings,
            List<Told> told,
            Origin origin) {}

    /**
     * A value as one system last told it.
     *
     * @param text as shown, of a hidden number the end only; null where {@code time} says it, and where it was emptied
     * @param stands whether it says what the record shows
     * @param differs whether it contradicts that
     */
    public record Told(
            ToldValue.What what,
            String sourceName,
            Instant statedAt,
            String text,
            When time,
            boolean stands,
            boolean differs) {}

    public record Merged(UUID id, String name, String patientNumber) {}

    private static final String PEOPLE = """
            select r.content::text as content
            from patient p
            join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.patient_id
                           and r.version = p.version and r.committed_at = p.revised_at
            where p.tenant_id = ? and p.patient_id = any (?)
            order by p.patient_id
            """;

    static List<Patient> read(Transaction t, Grant grant) {
        return t.query(
                PEOPLE,
                row -> (Patient) Content.read(NounKind.PATIENT, row.text("content")),
                grant.tenantId(),
                grant.people());
    }

    /** @param told who told what of the person, see {@link PatientTellers} */
    static Person person(Patient p, List<Told> told, Instant now) {
        List<PersonName> names = p.names();
        Instant until = p.deceasedAt() == null ? now : p.deceasedAt().from();
        return new Person(
                p.id(),
                p.name().map(PersonName::full).orElse(null),
                names.stream().skip(1).map(PersonName::full).toList(),
                p.sex(),
                When.of(p.birth()),
                Age.text(p.birth(), until),
                p.identifiers().stream().map(PatientPart::number).toList(),
                p.bloodGroup(),
                p.addresses().stream()
                        .map(a ->
                                new Place(a.use(), a.full(), shown(a.ward()), shown(a.district()), shown(a.province())))
                        .toList(),
                p.phones(),
                shown(p.ethnicity()),
                shown(p.occupation()),
                shown(p.nationality()),
                p.relatives().stream()
                        .map(r -> new Relative(r.name(), shown(r.relation()), r.phone(), r.representative()))
                        .toList(),
                p.motherId(),
                p.deceased(),
                When.of(p.deceasedAt()),
                p.provisional(),
                p.warnings(),
                told,
                Origin.of(p.origin()));
    }

    static Merged merged(Patient p) {
        return new Merged(
                p.id(),
                p.name().map(PersonName::full).orElse(null),
                p.identifiers().stream()
                        .filter(i -> i.kind() == IdentifierKind.PATIENT_NUMBER)
                        .map(Identifier::value)
                        .findFirst()
                        .orElse(null));
    }

    private static Number number(Identifier i) {
        boolean hidden = Masked.hides(i.kind());
        return new Number(i.kind(), i.system(), hidden ? null : i.value(), hidden ? Masked.of(i) : null, i.active());
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
