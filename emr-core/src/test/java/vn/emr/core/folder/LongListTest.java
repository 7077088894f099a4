package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.folder.FolderList.Line;

/** A list of more folders than are looked at together: the newest has the highest number. */
class LongListTest {
    private static final int FOLDERS = 26_000;
    /** More than a list begins with. */
    private static final int OLD = 5_500;

    private static final int HIDDEN = 300;
    /** Every so many-th folder is one of a doctor who is there all the time. */
    private static final int RARE = 61;

    private static final String FILL = """
            with n as (
              select i, gen_random_uuid() as patient, gen_random_uuid() as visit, timestamptz '2020-01-01' + i * interval '1 minute' as at
              from generate_series(1, ?) i),
            house as (select ?::uuid as tenant, ?::uuid as facility, ?::uuid as source),
            people as (
              insert into patient (tenant_id, patient_id, version, revised_at, provisional, facility_id, name, search_key, sort_key, sex, deceased)
              select tenant, patient, 1, at, false, facility, i::text, '', 'n', 'UNKNOWN', false from n, house),
            visits as (
              insert into encounter (tenant_id, patient_id, encounter_id, version, revised_at, source_id, visit_number, class, status,
                                     facility_id, start_from, end_from, attending_doctor)
              select tenant, patient, visit, 1, at, source, 'V' || i, 'INPATIENT', 'FINISHED', facility, at, at,
                     case when i % ? = 0 then 'BS. Ít' when i <= ? then 'BS. Cũ' when i % 2 = 0 then 'BS. Nay' end from n, house)
            insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
            select gen_random_uuid(), tenant, l.id, patient, 'ENCOUNTER', visit, at, ?, 'nhân viên của bệnh viện'
            from n, house join label l on l.tenant_id = house.tenant and l.code = 'STAFF' where i > ?
            """;

    private static final String OPEN = """
            insert into record_folder (tenant_id, patient_id, folder_id, version, revised_at, encounter_id, facility_id, treatment, state,
                                       opened_from, held)
            select e.tenant_id, e.patient_id, gen_random_uuid(), 1, e.start_from, e.encounter_id, e.facility_id, 'INPATIENT', 'COMPLETED',
                   e.start_from, false
            from encounter e where e.tenant_id = ? and e.visit_number like 'V%'
            """;

    private Foldering house;

    @BeforeEach
    void fill(@TempDir Path blobs) {
        house = new Foldering(blobs);
        house.hospital.database.update("delete from record_folder where tenant_id = ?", house.hospital.tenant);
        house.hospital.database.update(
                FILL,
                FOLDERS,
                house.hospital.tenant,
                house.hospital.facility,
                house.hospital.source,
                RARE,
                OLD,
                house.clerk.id(),
                FOLDERS - HIDDEN);
        house.hospital.database.update(OPEN, house.hospital.tenant);
    }

    @Test
    void pages_fill_in_order_however_many_are_hidden_or_lie_long_ago() {
        assertEquals(hundred(i -> true), pages(null, 2));
        assertEquals(hundred(i -> i > OLD && i % 2 == 0 && i % RARE != 0), pages("BS. Nay", 2));
        assertEquals(hundred(i -> i <= OLD && i % RARE != 0), pages("BS. Cũ", 2));
        assertEquals(List.of(), pages("BS. Không Có", 2));
    }

    @Test
    void whom_a_doctor_treated_in_all_years_is_paged_to_its_end_in_order() {
        List<String> all = down(i -> i % RARE == 0).toList();
        assertEquals((FOLDERS - HIDDEN) / RARE, all.size());
        assertEquals(all, pages("BS. Ít", Integer.MAX_VALUE));
    }

    private static List<String> hundred(IntPredicate shown) {
        return down(shown).limit(100).toList();
    }

    private static Stream<String> down(IntPredicate shown) {
        return IntStream.iterate(FOLDERS - HIDDEN, i -> i > 0, i -> i - 1)
                .filter(shown)
                .mapToObj(Integer::toString);
    }

    private List<String> pages(String doctor, int most) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        int page = 0;
        do {
            FolderList.Page shown = house.list.page(
                    house.clerk, new Asked(null, null, doctor, null, null, null, null, null, null, null, cursor, 50));
            shown.folders().stream().map(Line::patientName).forEach(names::add);
            cursor = shown.next();
        } while (++page < most && cursor != null);
        return names;
    }
}
