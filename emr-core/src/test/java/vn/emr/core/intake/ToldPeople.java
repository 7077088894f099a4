package vn.emr.core.intake;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.chart.PatientPart.Told;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;

/** Three systems that describe people, and what they say. */
abstract class ToldPeople extends Telling {
    static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    Source rest;

    @BeforeEach
    void addDesk() {
        rest = house.addSource("Tiếp đón thử", "rest");
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
        tell(source, Talk.patient(new PatientRef(List.copyOf(says.numbers)), minute, says.d()));
    }

    /** As the chart of the ward shows it. */
    List<Told> told(String number) {
        tell(house.source, Talk.visit(number, "V" + number, VisitEvent.ADMITTED, 90_000, "NOI"));
        return new Charting(house, house.noi).chart(id(number)).patient().told();
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
