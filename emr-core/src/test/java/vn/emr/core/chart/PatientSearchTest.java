package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Right;
import vn.emr.core.chart.PatientSearch.Asked;
import vn.emr.core.chart.PatientSearch.Page;
import vn.emr.core.chart.PatientSearch.PatientRow;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class PatientSearchTest {
    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Huỳnh", "Võ"};
    private static final String[] MIDDLE = {"Văn", "Thị", "Đức", "Ngọc", "Hữu", ""};
    private static final String[] GIVEN = {"An", "Bình", "Đạt", "Hương", "Ngữ", "Ánh", "Sơn", "Tuấn"};
    private static Hospital hospital;
    private static UUID noi;
    private static UUID ngoai;
    private static Access access;
    private static ListAccess lists;
    private static PatientSearch search;

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
        noi = hospital.department("NOI");
        ngoai = hospital.department("NGOAI");
        access = new Access(hospital.database, new AuditTrail(hospital.database));
        lists = new ListAccess(access);
        search = new PatientSearch(hospital.database);
    }

    /** Two wards of fifty people each, some of them in both, merged or gone; five hundred random searches by one ward. */
    @Test
    void whatever_a_ward_searches_it_finds_only_whom_it_may_open() {
        Random random = new Random(20260603);
        Set<UUID> ofNoi = new HashSet<>();
        List<UUID> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UUID patient = hospital.patient(name(random), "BN" + (100_000 + i), "0790580%05d".formatted(i), List.of());
            boolean here = i % 2 == 0;
            hospital.stay(patient, here ? noi : ngoai, null, null, false);
            if (here) {
                ofNoi.add(patient);
            } else {
                others.add(patient);
            }
        }
        hospital.stay(others.get(0), noi, Instant.now().minus(Duration.ofDays(3)), null, false);
        ofNoi.add(others.get(0));
        hospital.stay(others.get(1), noi, Instant.now().minus(Duration.ofDays(40)), null, false);
        hospital.stay(others.get(2), noi, null, null, true);
        UUID mergedAway = ofNoi.iterator().next();
        hospital.merge(mergedAway, others.get(3));
        ofNoi.remove(mergedAway);
        ofNoi.add(others.get(3));

        Caller doctor = hospital.caller(Role.DOCTOR, noi);
        Set<UUID> everFound = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Asked asked = asked(random);
            Page page = search.page(lists.search(doctor, Purpose.TREATMENT, null), asked);
            for (int pages = 0; pages < 12; pages++) {
                Set<UUID> found = page.patients().stream().map(PatientRow::id).collect(Collectors.toSet());
                assertTrue(ofNoi.containsAll(found), "search " + i + " " + asked);
                everFound.addAll(found);
                if (page.next() == null) {
                    break;
                }
                page = search.page(
                        lists.search(doctor, Purpose.TREATMENT, null),
                        new Asked(asked.text(), page.next(), asked.limit(), asked.departmentId(), asked.inWard()));
            }
        }
        assertEquals(ofNoi, everFound, "and nobody allowed stays hidden");
        for (UUID patient : everFound) {
            assertNotNull(access.open(doctor, Purpose.TREATMENT, patient));
        }
        assertTrue(all(hospital.caller(Role.IT_ADMIN, noi), null).isEmpty());
    }

    @Test
    void pages_follow_the_vietnamese_order_without_gap_or_double() {
        UUID ward = hospital.department("ORDER");
        for (String name :
                List.of("Lê Văn Đạt", "Trần Anh Dũng", "Nguyễn Thị Ánh", "Phạm An", "Đỗ Thị Bích", "Vũ An")) {
            hospital.stay(hospital.patient(name), ward, null, null, false);
        }
        List<String> names = new ArrayList<>();
        Caller nurse = hospital.caller(Role.NURSE, ward);
        String cursor = null;
        do {
            Page page = search.page(lists.search(nurse, Purpose.TREATMENT, null), new Asked("", cursor, 2, null, true));
            page.patients().forEach(p -> names.add(p.name()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(
                List.of("Phạm An", "Vũ An", "Nguyễn Thị Ánh", "Đỗ Thị Bích", "Lê Văn Đạt", "Trần Anh Dũng"), names);
    }

    @Test
    void people_are_found_by_words_without_accents_by_numbers_and_by_phone() {
        UUID ward = hospital.department("FIND");
        UUID patient = hospital.patient("Đặng Thị Ngữ", "BN-77/A", "079158012345", List.of("0912 345 678"));
        hospital.stay(patient, ward, null, null, false);
        hospital.stay(hospital.patient("Trần Hadang"), ward, null, null, false);
        Caller nurse = hospital.caller(Role.NURSE, ward);
        for (String text : List.of(
                "dang thi",
                "ĐẶNG",
                "ngu đặ",
                "thi  ngu",
                "bn-77",
                "BN-77/A",
                "0791 5801 2345",
                "079158",
                "0912345678",
                "+84 912 345 678",
                " Đặng Thị Ngữ ")) {
            assertEquals(Set.of(patient), ids(nurse, text), text);
        }
        for (String text : List.of("ang", "nguyen", "%", "_", "079158012346", "0912345679", "\\m", "'; drop", "(")) {
            assertFalse(ids(nurse, text).contains(patient), text);
        }
        assertTrue(ids(hospital.caller(Role.NURSE, noi), "079158012345").isEmpty(), "not of this ward");
    }

    @Test
    void a_merged_person_is_found_under_the_old_name_and_number_and_shown_as_the_survivor() {
        UUID ward = hospital.department("MERGE");
        UUID loser = hospital.patient("Huỳnh Cũ", "OLD-1", null, List.of());
        UUID survivor = hospital.patient("Huỳnh Mới", "NEW-1", null, List.of());
        hospital.stay(survivor, ward, null, null, false);
        hospital.merge(loser, survivor);
        Caller nurse = hospital.caller(Role.NURSE, ward);
        assertEquals(Set.of(survivor), ids(nurse, "huynh cu"));
        assertEquals(Set.of(survivor), ids(nurse, "OLD-1"));
        assertEquals(Set.of(survivor), ids(nurse, ""));
    }

    @Test
    void a_row_shows_where_the_person_lies_the_age_and_never_the_whole_national_number() {
        UUID ward = hospital.department("ROW");
        UUID patient = hospital.patient("Trần Thị Dòng", "R-1", "079158099999", List.of());
        hospital.stay(patient, ward, null, null, false);
        PatientRow row = all(hospital.caller(Role.NURSE, ward), null).getFirst();
        assertEquals("•••••••••999", row.cccdMasked());
        assertEquals("R-1", row.patientNumber());
        assertEquals("1958", row.birth().sent());
        assertTrue(row.age().endsWith(" tuổi"), row.age());
        assertEquals("Khoa ROW", row.stay().department());
        assertTrue(row.stay().open());
    }

    @Test
    void the_clerk_finds_folders_and_a_cursor_of_somebody_else_is_refused() {
        UUID patient = hospital.patient("Hồ Thị Sơ");
        UUID encounter = hospital.stay(patient, noi, Instant.EPOCH, Instant.EPOCH, false);
        hospital.folder(patient, encounter, hospital.facility, RecordFolder.State.COMPLETED);
        Caller clerk = hospital.caller(Role.RECORDS_CLERK);
        assertEquals(Set.of(patient), ids(clerk, "ho thi so"));
        assertTrue(all(clerk, true).isEmpty(), "nobody lies in a clerk's ward");
        for (String cursor : List.of("x", "%%%", "AAAA", Ids.next().toString())) {
            assertThrows(
                    Refusal.class,
                    () -> search.page(
                            lists.search(clerk, Purpose.RECORD_KEEPING, null), new Asked("", cursor, 5, null, false)));
        }
    }

    private static List<PatientRow> all(Caller caller, Boolean inWard) {
        Page page = !caller.may(Right.PATIENT_READ)
                ? new Page(List.of(), null)
                : search.page(lists.search(caller, Purpose.TREATMENT, null), new Asked("", null, 100, null, inWard));
        return page.patients();
    }

    private static Set<UUID> ids(Caller caller, String text) {
        return search
                .page(lists.search(caller, Purpose.TREATMENT, null), new Asked(text, null, 100, null, false))
                .patients()
                .stream()
                .map(PatientRow::id)
                .collect(Collectors.toSet());
    }

    private static Asked asked(Random random) {
        String text =
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> FAMILY[random.nextInt(FAMILY.length)];
                    case 2 -> GIVEN[random.nextInt(GIVEN.length)].substring(0, 1);
                    case 3 -> "BN1000" + random.nextInt(10);
                    case 4 -> "0790580";
                    default -> FAMILY[random.nextInt(FAMILY.length)] + " " + GIVEN[random.nextInt(GIVEN.length)];
                };
        UUID[] departments = {null, null, noi, ngoai, Ids.next()};
        return new Asked(
                text,
                null,
                1 + random.nextInt(30),
                departments[random.nextInt(departments.length)],
                random.nextInt(4) == 0);
    }

    private static String name(Random random) {
        return FAMILY[random.nextInt(FAMILY.length)] + " " + MIDDLE[random.nextInt(MIDDLE.length)] + " "
                + GIVEN[random.nextInt(GIVEN.length)];
    }
}
