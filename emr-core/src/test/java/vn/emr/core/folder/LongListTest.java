package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    private static final String FILL = """
            with n as (
              select i, gen_random_uuid() as patient, gen_random_uuid() as visit,
                     timestamptz '2020-01-01' + i * interval '1 minute' as at
              from generate_series(1, ?) i),
            house as (select ?::uuid as tenant, ?::uuid as facility, ?::uuid as source),
            people as (
              insert into patient (tenant_id, patient_id, version, revised_at, provisional, facility_id, name, search_key, sort_key, sex, deceased)
              select tenant, patient, 1, at, false, facility, i::text, '', 'n', 'UNKNOWN', false from n, house),
            visits as (
              insert into encounter (tenant_id, patient_id, encounter_id, version, revised_at, source_id, visit_number, class, status,
                                     facility_id, start_from, end_from, attending_doctor)
              select tenant, patient, visit, 1, at, source, 'V' || i, 'INPATIENT', 'FINISHED', facility, at, at,
                     case when i <= ? then 'BS. Cũ' when i % 2 = 0 then 'BS. Nay' end from n, house),
            hidden as (
              insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
              select gen_random_uuid(), tenant, l.id, patient, 'ENCOUNTER', visit, at, ?, 'nhân viên của bệnh viện'
              from n, house join label l on l.tenant_id = house.tenant and l.code = 'STAFF' where i > ?)
            insert into record_folder (tenant_id, patient_id, folder_id, version, revised_at, encounter_id, facility_id, treatment, state,
                                       opened_from, held)
            select tenant, patient, gen_random_uuid(), 1, at, visit, facility, 'INPATIENT', 'COMPLETED', at, false from n, house
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
                OLD,
                house.clerk.id(),
                FOLDERS - HIDDEN);
    }

    @Test
    void pages_fill_in_order_however_many_are_hidden_or_lie_long_ago() {
        int newest = FOLDERS - HIDDEN;
        assertEquals(down(newest, 1), twoPages(null));
        assertEquals(down(newest, 2), twoPages("BS. Nay"));
        assertEquals(down(OLD, 1), twoPages("BS. Cũ"));
        assertEquals(List.of(), twoPages("BS. Không Có"));
    }

    private static List<String> down(int from, int step) {
        return IntStream.range(0, 100)
                .mapToObj(i -> Integer.toString(from - i * step))
                .toList();
    }

    private List<String> twoPages(String doctor) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < 2; page++) {
            FolderList.Page shown = house.list.page(
                    house.clerk, new Asked(null, null, doctor, null, null, null, null, null, null, null, cursor, 50));
            shown.folders().stream().map(Line::patientName).forEach(names::add);
            cursor = shown.next();
        }
        return names;
    }
}
