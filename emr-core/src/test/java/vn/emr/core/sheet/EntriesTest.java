package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.record.Value;

/** An entry has its own author and time, is never changed, and is struck out by who may. */
class EntriesTest extends AtTheDesk {
    @Test
    void each_entry_has_its_author_and_time_beside_those_of_others() {
        Sheets.Opened sheet = enter(nurse, enter(doctor, make(doctor, Map.of()), "tỉnh"), "ngủ được");
        List<Value> rows = sheet.sheet().answers().get("dien-bien");
        assertEquals(2, rows.size());
        assertEquals(doctor.id(), rows.getFirst().entry().authorId());
        assertEquals(nurse.id(), rows.getLast().entry().authorId());
        assertNotNull(rows.getFirst().entry().at());
        assertNull(rows.getFirst().entry().struck());
    }

    @Test
    void entries_typed_on_a_new_sheet_are_written_by_its_author() {
        Value.Entry forged = new Value.Entry(Ids.next(), "Ai đó", Ids.next(), clock.instant(), null);
        Sheets.Opened sheet =
                make(doctor, Map.of("dien-bien", List.of(row("tỉnh").as(forged))));
        assertEquals(
                doctor.id(),
                sheet.sheet().answers().get("dien-bien").getFirst().entry().authorId());
    }

    @Test
    void saving_the_sheet_keeps_its_entries_whether_they_are_sent_or_not() {
        Sheets.Opened sheet = enter(doctor, make(doctor, Map.of()), "tỉnh");
        List<Value> entries = sheet.sheet().answers().get("dien-bien");
        Sheets.Opened without = save(doctor, sheet, pulse(80));
        assertEquals(entries, without.sheet().answers().get("dien-bien"));
        Map<String, List<Value>> with = new TreeMap<>(pulse(81));
        with.put("dien-bien", entries);
        assertEquals(entries, save(doctor, without, with).sheet().answers().get("dien-bien"));
    }

    @Test
    void a_written_entry_is_not_changed_and_none_comes_in_beside() {
        Sheets.Opened sheet = enter(doctor, make(doctor, Map.of()), "tỉnh");
        Value.Entry entry = sheet.sheet().answers().get("dien-bien").getFirst().entry();
        refused(
                Code.NOT_APPLICABLE,
                () -> save(doctor, sheet, Map.of("dien-bien", List.of(row("mê").as(entry)))));
        refused(Code.NOT_APPLICABLE, () -> save(doctor, sheet, Map.of("dien-bien", List.of(row("thêm")))));
    }

    @Test
    void an_entry_is_struck_out_by_its_author_or_by_who_may_declare_void_and_stays_readable() {
        Sheets.Opened sheet = enter(nurse, enter(doctor, make(doctor, Map.of()), "một"), "hai");
        UUID ofDoctor = id(sheet, 0);
        UUID ofNurse = id(sheet, 1);
        Sheets.Opened struck = strike(doctor, sheet, ofDoctor);
        Value row = struck.sheet().answers().get("dien-bien").getFirst();
        assertEquals(List.of(Value.of("một")), row.answers().get("s"));
        assertEquals(doctor.id(), row.entry().struck().byId());
        assertEquals("Ghi nhầm", row.entry().struck().because());
        refused(Code.CONFLICT, () -> strike(doctor, struck, ofDoctor));
        refused(Code.NOT_FOUND, () -> strike(doctor, struck, Ids.next()));
        strike(head, struck, ofNurse);
    }

    @Test
    void somebody_who_may_only_edit_strikes_out_nothing_of_others() {
        Sheets.Opened sheet = enter(doctor, make(doctor, Map.of()), "một");
        Caller laboratory = somebody(vn.emr.core.testing.Role.IMAGING);
        HOSPITAL.order(patient, visit, "RAD");
        refused(Code.FORBIDDEN, () -> strike(laboratory, sheet, id(sheet, 0)));
    }

    @Test
    void entries_keep_the_rules_of_the_form_and_have_their_own_group() {
        Sheets.Opened sheet = make(doctor, Map.of());
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> entries.enter(
                        doctor,
                        open(doctor),
                        sheet.sheet().id(),
                        new SheetEntries.NewEntry(1, "dien-bien", new TreeMap<>())));
        refused(
                Code.MALFORMED_FIELD,
                () -> enter(doctor, sheet, "chuyen-khoa", Map.of("khoa", List.of(Value.of("A")))));
        refused(Code.MALFORMED_FIELD, () -> enter(doctor, sheet, "dien-bien", Map.of("khac", List.of(Value.of("A")))));
        refused(Code.FORBIDDEN, () -> enter(clerk, sheet, "x"));
    }

    @Test
    void a_completed_sheet_takes_no_further_entry_and_an_old_version_none() {
        Sheets.Opened seen = make(doctor, Map.of());
        Sheets.Opened sheet = enter(doctor, seen, "một");
        refused(Code.CONFLICT, () -> enter(nurse, seen, "hai"));
        Sheets.Opened done = save(doctor, sheet, pulse(80), null, true);
        refused(Code.NOT_APPLICABLE, () -> enter(doctor, done, "hai"));
    }

    private Sheets.Opened enter(Caller caller, Sheets.Opened seen, String text) {
        return enter(caller, seen, "dien-bien", Map.of("s", List.of(Value.of(text))));
    }

    private Sheets.Opened enter(Caller caller, Sheets.Opened seen, String item, Map<String, List<Value>> answers) {
        return entries.enter(
                caller,
                open(caller),
                seen.sheet().id(),
                new SheetEntries.NewEntry(seen.sheet().version(), item, new TreeMap<>(answers)));
    }

    private Sheets.Opened strike(Caller caller, Sheets.Opened seen, UUID entry) {
        return entries.strike(
                caller,
                open(caller),
                seen.sheet().id(),
                entry,
                new SheetChanges.Reasoned(seen.sheet().version(), "Ghi nhầm"));
    }

    private static UUID id(Sheets.Opened sheet, int row) {
        return sheet.sheet().answers().get("dien-bien").get(row).entry().id();
    }

    private static Value row(String text) {
        return Value.row(Map.of("s", List.of(Value.of(text))));
    }
}
