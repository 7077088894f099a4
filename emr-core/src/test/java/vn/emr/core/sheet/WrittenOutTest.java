package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;

/** Short forms of the hospital's list, on papers that are handed out and on others. */
class WrittenOutTest extends AtTheDesk {
    private static final String HANDOVER = "43/BV2";

    @BeforeEach
    void list() {
        HOSPITAL.database.update("""
                insert into catalogue_code (tenant_id, catalogue, code, name, search_key, valid_from, valid_to)
                values (?, 'abbreviations', 'HA', 'huyết áp', 'huyet ap', '2020-01-01', null),
                       (?, 'abbreviations', 'BN', 'bệnh nhân', 'benh nhan', '2020-01-01', '2020-02-01')
                """, HOSPITAL.tenant, HOSPITAL.tenant);
    }

    @AfterEach
    void none() {
        HOSPITAL.database.update("delete from catalogue_code where tenant_id = ?", HOSPITAL.tenant);
    }

    private Sheets.Opened note(String text) {
        return make(doctor, NOTE, said("noi-dung", text), Ids.next());
    }

    private Sheets.Opened completed(Sheets.Opened sheet, String item, String text) {
        return save(doctor, sheet, said(item, text), null, true);
    }

    private static Map<String, List<Value>> said(String item, String text) {
        return Map.of(item, List.of(Value.of(text)));
    }

    @Test
    void a_paper_that_is_handed_out_is_not_completed_before_they_are_written_out() {
        Sheets.Opened written = note("Nghỉ ngơi, đo HA/ngày");
        Refusal refusal = refused(Code.MALFORMED_FIELD, () -> completed(written, "noi-dung", "Đo HA/ngày"));
        assertEquals(List.of("/answers/noi-dung/0"), refusal.fields());
        assertEquals(Status.DRAFT, read(doctor, written).sheet().status());
        assertEquals(
                Status.COMPLETED,
                completed(written, "noi-dung", "Đo huyết áp mỗi ngày").sheet().status());
    }

    @Test
    void what_the_list_had_no_more_on_that_day_is_no_short_form() {
        assertEquals(
                Status.COMPLETED,
                completed(note("BN tỉnh"), "noi-dung", "BN tỉnh").sheet().status());
    }

    @Test
    void a_sheet_that_stays_in_the_record_may_hold_them() {
        Sheets.Opened sheet = make(doctor, reason("HA tụt"));
        assertEquals(
                Status.COMPLETED, completed(sheet, "ly-do", "HA tụt").sheet().status());
    }
}
