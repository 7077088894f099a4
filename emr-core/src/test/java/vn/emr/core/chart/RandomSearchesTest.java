package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.chart.PatientSearch.Asked;
import vn.emr.core.chart.PatientSearch.Page;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/**
 * Two wards with people of the same names, numbers and phones that begin alike, some with restricted records, diagnoses and
 * stays; one of the wards searches at random.
 */
class RandomSearchesTest {
    private static final int SEARCHES = 500;
    private static final int PEOPLE = 50;
    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Đặng", "Phạm"};
    private static final String[] MIDDLE = {"Văn", "Thị", "Minh", "Đức"};
    private static final String[] GIVEN = {"An", "Bình", "Châu", "Dũng", "Hà", "Khánh", "Lan"};

    private final Random random = new Random(20_261_122);
    private final Hospital hospital = new Hospital();
    private final Access access = new Access(hospital.database, new AuditTrail(hospital.database));
    private final ListAccess lists = new ListAccess(access);
    private final PatientSearch search = new PatientSearch(hospital.database);
    private final UUID ward = hospital.department("NOI");
    private final UUID otherWard = hospital.department("NGOAI");
    private final UUID closedWard = hospital.department("TAMTHAN");
    private final Set<UUID> own = new HashSet<>();
    private final List<String> texts = new ArrayList<>();

    @Test
    void no_search_of_one_ward_ever_gives_or_pages_over_somebody_of_the_other_or_anything_restricted() {
        closeWard();
        people();
        Caller doctor = hospital.caller(Role.DOCTOR, ward);
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < SEARCHES; i++) {
            Asked asked = anything();
            List<UUID> found = everyPage(doctor, asked);
            assertTrue(own.containsAll(found), () -> "search " + asked);
            assertTrue(asked.departmentId() != closedWard || found.isEmpty(), () -> "a restricted stay in " + asked);
            assertEquals(found.size(), Set.copyOf(found).size(), () -> "twice in " + asked);
            seen.addAll(found);
        }
        assertEquals(own, seen, "and everybody of the own ward is found by some search");
    }

    @Test
    void no_search_of_a_guest_ever_gives_or_pages_over_anybody_not_even_whose_record_is_open_to_them() {
        closeWard();
        people();
        UUID account = hospital.account("khách", "x", Role.EXTERNAL_PRACTITIONER);
        UUID clerk = hospital.account("lưu trữ", "x", Role.RECORDS_CLERK);
        UUID director = hospital.account("lãnh đạo", "x", Role.DIRECTOR);
        int number = 0;
        for (UUID patient : own) {
            open(patient, account, clerk, director, ++number);
        }
        Caller guest = hospital.caller(account, Role.EXTERNAL_PRACTITIONER);
        UUID one = own.iterator().next();
        assertEquals(one, access.open(guest, guest.purpose(), one).patientId());
        for (int i = 0; i < SEARCHES; i++) {
            Asked asked = anything();
            assertEquals(List.of(), everyPage(guest, asked), () -> "search " + asked);
        }
    }

    /** An approved request that is open to an account. */
    private void open(UUID patient, UUID account, UUID clerk, UUID director, int number) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into disclosure (id, tenant_id, year, seq, patient_id, received_at, made_at, made_by)
                values (?, ?, 2026, ?, ?, now(), now(), ?)
                """, id, hospital.tenant, number, patient, clerk);
        hospital.database.update("""
                insert into disclosure_version (disclosure_id, version, made_at, made_by, requester, name, identity_kind,
                                                identity_number, basis, purpose, forms, scope, way, due_on)
                values (?, 1, now(), ?, 'OTHER_HOSPITAL', 'x', 'CCCD', '1', 'x', 'x', '{READ}', 'x', 'POST', current_date)
                """, id, clerk);
        hospital.database.update("""
                insert into disclosure_step (disclosure_id, step, kind, at, by, version) values (?, 1, 'APPROVED', now(), ?, 1)
                """, id, director);
        hospital.database.update("""
                insert into disclosure_decision (disclosure_id, step, decided_by, forms, visits, outside_visits, parts, labels, until)
                values (?, 1, ?, '{READ}', '{}', true, '{RESULTS}', '{}', current_date)
                """, id, director);
        hospital.database.update("""
                insert into guest_access (id, tenant_id, disclosure_id, account_id, patient_id, prints, valid_from, valid_until,
                                          opened_at, opened_by)
                values (?, ?, ?, ?, ?, false, now() - interval '1 minute', now() + interval '1 hour', now(), ?)
                """, Ids.next(), hospital.tenant, id, account, patient, clerk);
    }

    private void people() {
        for (int i = 0; i < 2 * PEOPLE; i++) {
            String name = pick(FAMILY) + " " + pick(MIDDLE) + " " + pick(GIVEN);
            String number = "BN%05d".formatted(i);
            String cccd = "0010%08d".formatted(i);
            String phone = "0912%06d".formatted(i);
            UUID patient = hospital.patient(name, number, cccd, List.of(phone));
            hospital.stay(patient, i % 2 == 0 ? ward : otherWard, null, null, false);
            if (i % 10 == 0) {
                label(patient);
            } else if (i % 2 == 0) {
                own.add(patient);
            }
            if (i % 10 == 2) {
                hospital.condition(patient, "B20", "Bệnh HIV " + number);
                hospital.stay(patient, closedWard, null, null, false);
            }
            texts.addAll(List.of(name, number, cccd, phone, "B20", "HIV " + number));
        }
    }

    private void label(UUID patient) {
        UUID account = hospital.account("nhãn-" + patient, "x", Role.RECORDS_CLERK);
        hospital.database.update("""
                insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                select gen_random_uuid(), tenant_id, label_id, ?, 'PATIENT', ?, now(), ?, 'người cần bảo vệ'
                from label_now where tenant_id = ? and code = 'PROTECTED_PERSON'
                """, patient, patient, account, hospital.tenant);
    }

    private void closeWard() {
        hospital.database.update("""
                insert into label_version (label_id, version, made_at, name_vi, name_en, told, whole_visit, diagnoses, services,
                                           departments, documents, roles, enabled)
                select label_id, version + 1, now(), name_vi, name_en, told, whole_visit, diagnoses, services, '{TAMTHAN}', documents,
                       roles, enabled
                from label_now where tenant_id = ? and code = 'MENTAL_HEALTH'
                """, hospital.tenant);
    }

    private Asked anything() {
        String whole = texts.get(random.nextInt(texts.size()));
        String text =
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> whole;
                    case 2 -> whole.substring(0, 1 + random.nextInt(whole.length()));
                    case 3 -> whole.toUpperCase(java.util.Locale.ROOT);
                    case 4 -> pick(GIVEN) + " " + pick(FAMILY);
                    default -> "%_'\\\"".charAt(random.nextInt(5)) + whole;
                };
        UUID department =
                switch (random.nextInt(5)) {
                    case 0 -> ward;
                    case 1 -> otherWard;
                    case 2 -> closedWard;
                    default -> null;
                };
        return new Asked(text, null, 1 + random.nextInt(20), department, random.nextBoolean());
    }

    private List<UUID> everyPage(Caller doctor, Asked asked) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            Page page = search.page(
                    lists.search(doctor, doctor.purpose(), null),
                    new Asked(asked.text(), cursor, asked.limit(), asked.departmentId(), asked.inWard()));
            page.patients().forEach(row -> {
                all.add(row.id());
                assertTrue(
                        row.stay() == null || !"Khoa TAMTHAN".equals(row.stay().department()), "a restricted value");
            });
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
