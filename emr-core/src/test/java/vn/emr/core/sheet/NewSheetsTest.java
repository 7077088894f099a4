package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.store.HistoryCheck;

/** Sheets are made in the form of their day, once for each request, with what the record knows and where it says so. */
class NewSheetsTest extends AtTheDesk {
    @Test
    void a_new_sheet_is_a_draft_of_its_author_in_the_form_of_its_day() {
        Sheet sheet = make(doctor, reason("Đau ngực")).sheet();
        assertEquals(1, sheet.version());
        assertEquals(Status.DRAFT, sheet.status());
        assertEquals("2", sheet.formVersion());
        assertEquals(doctor.id(), sheet.authorId());
        assertEquals(visit, sheet.encounterId());
        assertEquals(List.of(Value.of("Đau ngực")), sheet.answers().get("ly-do"));
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
        assertEquals(0, HistoryCheck.untraced(HOSPITAL.database));
        assertEquals(List.of(), HistoryCheck.brokenCommits(HOSPITAL.database));
    }

    @Test
    void what_happened_in_another_year_has_the_form_of_that_year() {
        Sheets.Opened old = newSheets.create(
                doctor,
                open(doctor),
                folder,
                new NewSheets.Asked(
                        FORM,
                        Instant.parse("2025-06-01T01:00:00Z"),
                        new TreeMap<>(Map.of("noi-dung", List.of(Value.of("cũ")))),
                        Ids.next(),
                        null));
        assertEquals("1", old.sheet().formVersion());
        assertEquals("1", read(doctor, old).form().version());
        refused(
                Code.NOT_APPLICABLE,
                () -> newSheets.create(
                        doctor,
                        open(doctor),
                        folder,
                        new NewSheets.Asked(
                                FORM, Instant.parse("2019-06-01T01:00:00Z"), new TreeMap<>(), Ids.next(), null)));
        refused(
                Code.FUTURE_TIME,
                () -> newSheets.create(
                        doctor,
                        open(doctor),
                        folder,
                        new NewSheets.Asked(
                                FORM, clock.instant().plusSeconds(3600), new TreeMap<>(), Ids.next(), null)));
        refused(Code.NOT_APPLICABLE, () -> make(doctor, "T/NONE", Map.of(), Ids.next()));
    }

    @Test
    void the_same_request_twice_makes_one_sheet_and_another_content_under_it_none() {
        UUID request = Ids.next();
        Sheets.Opened first = make(doctor, FORM, reason("Đau ngực"), request);
        assertEquals(
                first.sheet().id(),
                make(doctor, FORM, reason("Đau ngực"), request).sheet().id());
        refused(Code.KEY_REUSED, () -> make(doctor, NOTE, Map.of(), request));
        assertTrue(!first.sheet()
                .id()
                .equals(make(nurse, FORM, Map.of(), request).sheet().id()));
        assertEquals(2, lines(doctor).size());
    }

    @Test
    void what_is_computed_is_computed_here() {
        Sheets.Opened sheet = make(
                doctor,
                Map.of(
                        "can-nang", List.of(Value.of(new BigDecimal("70"))),
                        "chieu-cao", List.of(Value.of(new BigDecimal("171"))),
                        "bmi", List.of(Value.of(new BigDecimal("99")))));
        assertEquals(
                new BigDecimal("23.9"),
                sheet.sheet().answers().get("bmi").getFirst().number());
    }

    @Test
    void who_may_not_add_to_a_completed_record_makes_no_sheet_there() {
        UUID other = HOSPITAL.stay(patient, ward, clock.instant(), clock.instant(), false);
        UUID done = folder(other, State.COMPLETED);
        refused(
                Code.FORBIDDEN,
                () -> newSheets.create(
                        nurse,
                        open(nurse),
                        done,
                        new NewSheets.Asked(FORM, clock.instant(), new TreeMap<>(), Ids.next(), null)));
        refused(Code.FORBIDDEN, () -> newSheets.fresh(nurse, open(nurse), done, FORM));
    }

    @Test
    void the_record_fills_in_what_it_knows_with_its_source() {
        HOSPITAL.condition(patient, visit, "I10", "Tăng huyết áp");
        NewSheets.Fresh fresh = newSheets.fresh(doctor, open(doctor), folder, FORM);
        Value name = fresh.answers().get("ho-ten").getFirst();
        assertEquals("Nguyễn Văn Mẫu", name.text());
        assertEquals("patient.name", name.from().path());
        assertEquals("HIS thử", name.from().source());
        assertEquals("1958", fresh.answers().get("sinh-ngay").getFirst().date());
        assertEquals("I10", fresh.answers().get("benh-chinh").getFirst().code());
        assertNull(fresh.answers().get("gioi"), "the sex is not known");
        assertNull(fresh.answers().get("mach"), "no pulse was measured");
    }

    @Test
    void a_value_of_the_record_keeps_its_source_until_it_is_overridden_with_a_reason() {
        NewSheets.Fresh fresh = newSheets.fresh(doctor, open(doctor), folder, FORM);
        Sheets.Opened sheet = make(doctor, fresh.answers());
        Value name = sheet.sheet().answers().get("ho-ten").getFirst();
        assertEquals("HIS thử", name.from().source());
        Value other = Value.of("Nguyễn Văn Khác").from(name.from(), null);
        refused(Code.REQUIRED_FIELD_MISSING, () -> save(doctor, sheet, Map.of("ho-ten", List.of(other))));
        Sheets.Opened said =
                save(doctor, sheet, Map.of("ho-ten", List.of(other.from(name.from(), "theo giấy khai sinh"))));
        Value kept = said.sheet().answers().get("ho-ten").getFirst();
        assertEquals("theo giấy khai sinh", kept.because());
        assertEquals(name.from(), kept.from());
    }

    @Test
    void a_source_that_the_record_does_not_know_is_not_believed() {
        Value.From made = new Value.From("vital.pulse", "Máy đo", clock.instant(), Ids.next());
        Sheets.Opened sheet = make(
                doctor, Map.of("mach", List.of(Value.of(BigDecimal.valueOf(80)).from(made, null))));
        assertNull(sheet.sheet().answers().get("mach").getFirst().from());
    }
}
