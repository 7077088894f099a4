package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.record.Coded;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.testing.People;

/** A person whom several systems describe: each keeps its word, the newest shows, and what they do not agree on is said. */
class PatientTellersTest extends ToldPeople {
    @Test
    void the_order_in_which_systems_describe_a_person_does_not_matter() {
        Random random = new Random(20261122);
        Set<String> ends = new java.util.LinkedHashSet<>();
        for (int round = 0; round < 60; round++) {
            String p = "P" + round;
            String first = "00116000%04d".formatted(round);
            String second = "00116500%04d".formatted(round);
            List<Runnable> all = new ArrayList<>();
            Says his = new Says(p).name("Đặng Thị Ánh").birth("1960").paper(IdentifierKind.CCCD, first);
            his.sex = Sex.FEMALE;
            his.phones = List.of("0901234567");
            all.add(() -> send(house.source, 10, his));
            Says later = new Says(p).name("Đặng Thị Ánh Tuyết");
            later.phones = List.of("0907777777");
            all.add(() -> send(house.source, 40, later));
            Says claim = new Says(p)
                    .name("Đặng Thị Anh")
                    .birth("19600512")
                    .paper(IdentifierKind.CCCD, second)
                    .paper(IdentifierKind.INSURANCE_CARD, "GD4" + p)
                    .address("Số 1 đường Mẫu");
            claim.sex = Sex.MALE;
            claim.occupation = new Coded("03", "MA_NGHE", "Giáo viên");
            all.add(() -> send(claims, 20, claim));
            Says desk = new Says(p)
                    .birth("19610512")
                    .paper(IdentifierKind.CCCD, first)
                    .paper(IdentifierKind.INSURANCE_CARD, "DN4" + p);
            desk.blood = "O+";
            desk.deceased = true;
            all.add(() -> send(rest, 30, desk));
            Says emptied = new Says(p);
            emptied.erased = Set.of(Demographics.Field.BIRTH);
            emptied.deceased = false;
            all.add(() -> send(claims, 35, emptied));
            all.add(() -> send(claims, 15, new Says(p).birth("1959").address("Chỗ cũ")));
            Collections.shuffle(all, random);
            all.forEach(Runnable::run);
            ends.add(end(p).replace(first, "first").replace(second, "second").replace(p, "P"));
        }
        assertEquals(1, ends.size(), () -> String.join("\n", ends));
        String end = ends.iterator().next();
        assertTrue(end.startsWith("[Đặng Thị Ánh Tuyết] null MALE false [DN4P, GD4P] [first] [second]"), end);
    }

    private String end(String number) {
        Patient p = patient(number);
        return List.of(
                        p.names().stream().map(PersonName::full).toList(),
                        String.valueOf(p.birth()),
                        p.sex(),
                        p.deceased(),
                        values(p, i -> i.kind() == IdentifierKind.INSURANCE_CARD),
                        values(p, i -> i.kind() == IdentifierKind.CCCD && i.active()),
                        values(p, i -> i.kind() == IdentifierKind.CCCD && !i.active()),
                        p.addresses(),
                        p.phones(),
                        String.valueOf(p.occupation()),
                        String.valueOf(p.bloodGroup()),
                        p.warnings(),
                        p.told(),
                        p.origin().stated())
                .stream()
                .map(Object::toString)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    @Test
    void a_value_that_was_emptied_contradicts_nothing_and_an_older_one_does_not_come_back() {
        send(house.source, 10, new Says("A").name("Đặng Thị Ánh").birth("1960"));
        Says emptied = new Says("A");
        emptied.erased = Set.of(Demographics.Field.BIRTH);
        send(house.source, 20, emptied);
        send(claims, 15, new Says("A").birth("1961"));
        assertNull(patient("A").birth());
        assertEquals(List.of(), differing("A"));
    }

    @Test
    void a_national_number_that_comes_back_is_the_active_one_again() {
        int minute = 0;
        for (String cccd : List.of("001160000001", "001160000002", "001160000001")) {
            send(house.source, ++minute, new Says("A").name("Đặng Thị Ánh").paper(IdentifierKind.CCCD, cccd));
        }
        assertEquals(
                "001160000001",
                patient("A").active(IdentifierKind.CCCD).orElseThrow().value());
        assertEquals(
                1,
                values(patient("A"), i -> i.kind() == IdentifierKind.CCCD && i.active())
                        .size());
        // Not when it belongs to somebody else by now.
        send(house.source, 50, new Says("B").name("Trần Thị Bình").paper(IdentifierKind.CCCD, "001160000002"));
        send(house.source, 51, new Says("A").paper(IdentifierKind.CCCD, "001160000002"));
        assertEquals(
                "001160000001",
                patient("A").active(IdentifierKind.CCCD).orElseThrow().value());
    }

    @Test
    void a_version_from_before_reads_and_the_next_statement_goes_on_from_it() {
        Provenance before = new Provenance(house.source.id, house.source.name, null, Talk.at(0), Talk.at(0));
        Patient old = People.person(
                Ids.next(),
                1,
                house.facility,
                List.of(Notice.patientNumber("BV", "A")),
                "Đặng Thị Ánh",
                TimePoint.parse("1960", HERE).orElseThrow(),
                Sex.FEMALE,
                List.of("0901"),
                before);
        AuditEvent.Actor importer = new AuditEvent.Actor(
                AuditEvent.ActorKind.SYSTEM, house.tenant, "import", null, null, "127.0.0.1", null);
        house.records.commit(
                house.tenant, List.of(new ChangeSet(importer, Talk.at(0), "old version", null, null, List.of(old))));
        assertNull(patient("A").told());
        assertEquals(List.of(), told("A"));
        send(claims, 5, new Says("A").name("Đặng Thị Anh"));
        Patient p = patient("A");
        assertEquals("Đặng Thị Anh", p.name().orElseThrow().full());
        assertEquals(1960, p.birth().year());
        assertEquals(List.of("0901"), p.phones());
        assertEquals(
                List.of("NAME Bảo hiểm thử"),
                told("A").stream().map(t -> t.what() + " " + t.sourceName()).toList());
        // An older statement than the old version fills nothing that stands.
        send(rest, -5, new Says("A").birth("1970"));
        assertEquals(1960, patient("A").birth().year());
    }

    @Test
    void the_same_again_is_no_new_version_and_results_write_none() {
        Says his = new Says("A").name("Đặng Thị Ánh").birth("1960");
        send(house.source, 10, his);
        send(claims, 5, new Says("A").name("Đặng Thị Anh"));
        int version = patient("A").version();
        send(claims, 5, new Says("A").name("Đặng Thị Anh"));
        send(claims, 4, new Says("A").name("Cũ hơn"));
        tell(house.source, Talk.report("A", "R", 30, vn.emr.core.record.ResultStatus.FINAL, "GLU", "5.0"));
        assertEquals(version, patient("A").version());
    }
}
