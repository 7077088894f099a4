package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.chart.PatientPart.Told;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.Content;
import vn.emr.core.testing.House;

/** A house with three systems that describe people, and what they say. */
final class ToldPeople implements AutoCloseable {
    static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    final House house = new House();
    final Source his = house.source;
    final Source claims = house.addSource("Bảo hiểm thử", "claims");
    final Source rest = house.addSource("Tiếp đón thử", "rest");
    final Inbox inbox = house.inbox(List.of());
    private int messages;

    @Override
    public void close() {
        house.mustBeWhole();
        house.close();
    }

    /** What a message says of a person, value by value. */
    static final class Says {
        private final List<Identifier> numbers = new ArrayList<>();
        List<PersonName> names = List.of();
        TimePoint birth;
        Sex sex;
        List<Address> addresses = List.of();
        List<String> phones = List.of();
        Coded ethnicity;
        Coded occupation;
        String blood;
        List<RelatedPerson> relatives = List.of();
        Boolean deceased;
        Set<Demographics.Field> erased = Set.of();

        Says(String number) {
            numbers.add(Notice.patientNumber("BV", number));
        }

        Says paper(IdentifierKind kind, String value) {
            numbers.add(new Identifier(kind, "VN", value, true));
            return this;
        }

        Says name(String name) {
            names = List.of(new PersonName(name, "official"));
            return this;
        }

        Says birth(String sent) {
            birth = TimePoint.parse(sent, HERE).orElseThrow();
            return this;
        }

        Says address(String full) {
            addresses = List.of(new Address("home", null, null, null, null, null, full));
            return this;
        }

        Demographics d() {
            return new Demographics(
                    names,
                    birth,
                    sex,
                    addresses,
                    phones,
                    ethnicity,
                    occupation,
                    null,
                    blood,
                    relatives,
                    List.of(),
                    deceased,
                    null,
                    erased);
        }
    }

    void send(Source source, int minute, Says says) {
        Outcome outcome = inbox.receive(Talk.message(
                        source,
                        "m" + ++messages,
                        Talk.patient(new PatientRef(List.copyOf(says.numbers)), minute, says.d())))
                .toCompletableFuture()
                .join();
        assertEquals(Outcome.Kind.APPLIED, outcome.kind());
    }

    Patient patient(String number) {
        return house.database
                .first("""
                        select r.content::text as content from patient_identifier i
                        join patient p on p.tenant_id = i.tenant_id and p.patient_id = i.patient_id
                        join revision r on r.noun_id = p.patient_id and r.version = p.version and r.committed_at = p.revised_at
                        where i.kind = 'PATIENT_NUMBER' and i.value = ?
                        """, row -> (Patient) Content.read(NounKind.PATIENT, row.text("content")), number)
                .orElseThrow();
    }

    /** As the chart of the ward shows it. */
    List<Told> told(String number) {
        UUID id = patient(number).id();
        inbox.receive(Talk.message(
                        house.source,
                        "m" + ++messages,
                        Talk.visit(number, "V" + number, VisitEvent.ADMITTED, 90_000, "NOI")))
                .toCompletableFuture()
                .join();
        return new Charting(house, house.noi).chart(id).patient().told();
    }

    List<String> differing(String number) {
        return told(number).stream()
                .filter(Told::differs)
                .map(t -> t.what() + " " + t.sourceName())
                .toList();
    }

    static List<String> values(Patient p, java.util.function.Predicate<Identifier> which) {
        return p.identifiers().stream().filter(which).map(Identifier::value).toList();
    }
}
