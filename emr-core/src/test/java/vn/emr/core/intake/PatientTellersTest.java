package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.intake.ToldPeople.Says;
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
class PatientTellersTest {
    private ToldPeople people;

    @BeforeEach
    void open() {
        people = new ToldPeople();
    }

    @AfterEach
    void close() {
        people.close();
    }

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
            all.add(() -> people.send(people.his, 10, his));
            Says later = new Says(p).name("Đặng Thị Ánh Tuyết");
            later.phones = List.of("0907777777");
            all.add(() -> people.send(people.his, 40, later));
            Says claim = new Says(p)
                    .name("Đặng Thị Anh")
                    .birth("19600512")
                    .paper(IdentifierKind.CCCD, second)
                    .paper(IdentifierKind.INSURANCE_CARD, "GD4" + p)
                    .address("Số 1 đường Mẫu");
            claim.sex = Sex.MALE;
            claim.occupation = new Coded("03", "MA_NGHE", "Giáo viên");
            all.add(() -> people.send(people.claims, 20, claim));
            Says desk = new Says(p)
                    .birth("19610512")
                    .paper(IdentifierKind.CCCD, first)
                    .paper(IdentifierKind.INSURANCE_CARD, "DN4" + p);
            desk.blood = "O+";
            desk.deceased = true;
            all.add(() -> people.send(people.rest, 30, desk));
            Says emptied = new Says(p);
            emptied.erased = Set.of(Demographics.Field.BIRTH);
            emptied.deceased = false;
            all.add(() -> people.send(people.claims, 35, emptied));
            all.add(() ->
                    people.send(people.claims, 15, new Says(p).birth("1959").address("Chỗ cũ")));
            Collections.shuffle(all, random);
            all.forEach(Runnable::run);
            ends.add(end(p).replace(first, "first").replace(second, "second").replace(p, "P"));
        }
        assertEquals(1, ends.size(), () -> String.join("\n", ends));
        String end = ends.iterator().next();
        assertTrue(end.startsWith("[Đặng Thị Ánh Tuyết] null MALE false [DN4P, GD4P] [first] [second]"), end);
    }

    private String end(String number) {
        Patient p = people.patient(number);
        return List.of(
                        p.names().stream().map(PersonName::full).toList(),
                        String.valueOf(p.birth()),
                        p.sex(),
                        p.deceased(),
                        ToldPeople.values(p, i -> i.kind() == IdentifierKind.INSURANCE_CARD),
                        ToldPeople.values(p, i -> i.kind() == IdentifierKind.CCCD && i.active()),
                        ToldPeople.values(p, i -> i.kind() == IdentifierKind.CCCD && !i.active()),
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
        people.send(people.his, 10, new Says("A").name("Đặng Thị Ánh").birth("1960"));
        Says emptied = new Says("A");
        emptied.erased = Set.of(Demographics.Field.BIRTH);
        people.send(people.his, 20, emptied);
        people.send(people.claims, 15, new Says("A").birth("1961"));
        assertNull(people.patient("A").birth());
        assertEquals(List.of(), people.differing("A"));
    }

    @Test
    void a_national_number_that_comes_back_is_the_active_one_again() {
        int minute = 0;
        for (String cccd : List.of("001160000001", "001160000002", "001160000001")) {
            people.send(people.his, ++minute, new Says("A").name("Đặng Thị Ánh").paper(IdentifierKind.CCCD, cccd));
        }
        assertEquals(
                "001160000001",
                people.patient("A").active(IdentifierKind.CCCD).orElseThrow().value());
        assertEquals(
                1,
                ToldPeople.values(people.patient("A"), i -> i.kind() == IdentifierKind.CCCD && i.active())
                        .size());
        // Not when it belongs to somebody else by now.
        people.send(people.his, 50, new Says("B").name("Trần Thị Bình").paper(IdentifierKind.CCCD, "001160000002"));
        people.send(people.his, 51, new Says("A").paper(IdentifierKind.CCCD, "001160000002"));
        assertEquals(
                "001160000001",
                people.patient("A").active(IdentifierKind.CCCD).orElseThrow().value());
    }

    @Test
    void a_version_from_before_reads_and_the_next_statement_goes_on_from_it() {
        Provenance before =
                new Provenance(people.house.source.id, people.house.source.name, null, Talk.at(0), Talk.at(0));
        Patient old = People.person(
                Ids.next(),
                1,
                people.house.facility,
                List.of(Notice.patientNumber("BV", "A")),
                "Đặng Thị Ánh",
                TimePoint.parse("1960", ToldPeople.HERE).orElseThrow(),
                Sex.FEMALE,
                List.of("0901"),
                before);
        AuditEvent.Actor importer = new AuditEvent.Actor(
                AuditEvent.ActorKind.SYSTEM, people.house.tenant, "import", null, null, "127.0.0.1", null);
        people.house.records.commit(
                people.house.tenant,
                List.of(new ChangeSet(importer, Talk.at(0), "old version", null, null, List.of(old))));
        assertNull(people.patient("A").told());
        assertEquals(List.of(), people.told("A"));
        people.send(people.claims, 5, new Says("A").name("Đặng Thị Anh"));
        Patient p = people.patient("A");
        assertEquals("Đặng Thị Anh", p.name().orElseThrow().full());
        assertEquals(1960, p.birth().year());
        assertEquals(List.of("0901"), p.phones());
        assertEquals(
                List.of("NAME Bảo hiểm thử"),
                people.told("A").stream()
                        .map(t -> t.what() + " " + t.sourceName())
                        .toList());
        // An older statement than the old version fills nothing that stands.
        people.send(people.rest, -5, new Says("A").birth("1970"));
        assertEquals(1960, people.patient("A").birth().year());
    }

    @Test
    void the_same_again_is_no_new_version_and_results_write_none() {
        Says his = new Says("A").name("Đặng Thị Ánh").birth("1960");
        people.send(people.his, 10, his);
        people.send(people.claims, 5, new Says("A").name("Đặng Thị Anh"));
        int version = people.patient("A").version();
        people.send(people.claims, 5, new Says("A").name("Đặng Thị Anh"));
        people.send(people.claims, 4, new Says("A").name("Cũ hơn"));
        people.inbox
                .receive(Talk.message(
                        people.house.source,
                        "r1",
                        Talk.report("A", "R", 30, vn.emr.core.record.ResultStatus.FINAL, "GLU", "5.0")))
                .toCompletableFuture()
                .join();
        assertEquals(version, people.patient("A").version());
    }
}
