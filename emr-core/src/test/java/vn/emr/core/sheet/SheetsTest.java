package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Sheets.Act;
import vn.emr.core.store.HistoryCheck;

/** Sheets are written version by version, completed, declared void and restored; who may is decided by right and state. */
class SheetsTest extends AtTheDesk {
    @Test
    void a_form_that_a_folder_has_once_is_made_once() {
        Sheets.Opened first = make(doctor, NOTE, Map.of(), Ids.next());
        refused(Code.CONFLICT, () -> make(doctor, NOTE, Map.of(), Ids.next()));
        void_(head, first);
        make(doctor, NOTE, Map.of(), Ids.next());
        refused(Code.CONFLICT, () -> restore(head, read(head, first)));
    }

    @Test
    void every_version_stays_and_names_who_when_and_why() {
        Sheets.Opened sheet = make(doctor, reason("Đau"));
        clock.pass(Duration.ofMinutes(5));
        sheet = save(nurse, sheet, pulse(82));
        clock.pass(Duration.ofMinutes(5));
        sheet = save(doctor, sheet, pulse(84), null, true);
        assertEquals(Status.COMPLETED, sheet.sheet().status());
        assertEquals(
                List.of(Status.COMPLETED, Status.DRAFT, Status.DRAFT),
                sheet.versions().stream().map(Sheets.Version::status).toList());
        assertEquals(
                List.of(name(doctor), name(nurse), name(doctor)),
                sheet.versions().stream().map(Sheets.Version::by).toList());
        Sheets.Opened first = sheets.read(doctor, open(doctor), sheet.sheet().id(), 1);
        assertEquals(List.of(Value.of("Đau")), first.sheet().answers().get("ly-do"));
        UUID id = sheet.sheet().id();
        refused(Code.NOT_FOUND, () -> sheets.read(doctor, open(doctor), id, 9));
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    @Test
    void whoever_saw_an_older_version_is_told_and_overwrites_nothing() {
        Sheets.Opened seen = make(doctor, reason("Đau"));
        save(doctor, seen, pulse(82));
        refused(Code.CONFLICT, () -> save(nurse, seen, pulse(90)));
        assertEquals(
                List.of(Value.of(BigDecimal.valueOf(82))),
                read(nurse, seen).sheet().answers().get("mach"));
    }

    @Test
    void a_completed_sheet_is_changed_with_a_reason_only() {
        Sheets.Opened sheet = save(doctor, make(doctor, pulse(80)), pulse(81), null, true);
        refused(Code.REQUIRED_FIELD_MISSING, () -> save(doctor, sheet, pulse(82)));
        refused(Code.MALFORMED_FIELD, () -> save(doctor, sheet, pulse(82), "x", false));
        Sheets.Opened changed = save(doctor, sheet, pulse(82), "Đếm lại mạch", false);
        assertEquals(Status.COMPLETED, changed.sheet().status());
        assertEquals("Đếm lại mạch", changed.versions().getFirst().reason());
    }

    @Test
    void saving_what_stands_already_makes_no_version() {
        Sheets.Opened sheet = make(doctor, pulse(80));
        assertEquals(1, save(doctor, sheet, pulse(80)).sheet().version());
    }

    @Test
    void answers_that_break_the_rules_of_the_form_are_not_kept_and_their_places_are_said() {
        Map<String, List<Value>> bad = new HashMap<>(pulse(9999));
        bad.put("khong-co", List.of(Value.of("x")));
        assertEquals(
                List.of("/answers/khong-co", "/answers/mach/0"),
                refused(Code.MALFORMED_FIELD, () -> make(doctor, bad)).fields());
        Sheets.Opened sheet = make(doctor, Map.of());
        refused(Code.MALFORMED_FIELD, () -> save(doctor, sheet, bad));
        refused(Code.TOO_LARGE, () -> make(doctor, many("x".repeat(9_000))));
        assertEquals(1, lines(doctor).size());
    }

    @Test
    void a_void_sheet_stays_readable_takes_no_change_and_stands_as_before_when_restored() {
        Sheets.Opened sheet = save(doctor, make(doctor, pulse(80)), pulse(81), null, true);
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> changes.cancel(doctor, open(doctor), sheet.sheet().id(), new SheetChanges.Reasoned(2, " ")));
        Sheets.Opened gone = void_(doctor, sheet);
        assertEquals(Status.CANCELLED, gone.sheet().status());
        assertEquals(sheet.sheet().answers(), read(nurse, gone).sheet().answers());
        refused(Code.CONFLICT, () -> save(doctor, gone, pulse(82), "Vì sao", false));
        refused(Code.CONFLICT, () -> void_(doctor, gone));
        Sheets.Opened back = restore(head, gone);
        assertEquals(Status.COMPLETED, back.sheet().status());
        refused(Code.CONFLICT, () -> restore(head, back));
    }

    @Test
    void each_act_has_its_own_right() {
        Sheets.Opened sheet = make(nurse, Map.of());
        assertEquals(Set.of(Act.EDIT, Act.COMPLETE, Act.CANCEL, Act.PRINT), sheet.allowed());
        refused(Code.FORBIDDEN, () -> make(clerk, Map.of()));
        refused(Code.FORBIDDEN, () -> save(clerk, sheet, pulse(80)));
        refused(Code.FORBIDDEN, () -> void_(clerk, sheet));
        Sheets.Opened gone = void_(doctor, sheet);
        assertEquals(Set.of(Act.PRINT), gone.allowed());
        refused(Code.FORBIDDEN, () -> restore(doctor, gone));
        assertEquals(Set.of(Act.RESTORE, Act.PRINT), read(head, gone).allowed());
        restore(head, gone);
    }

    @Test
    void a_sheet_of_a_record_that_was_completed_meanwhile_takes_no_change() {
        Sheets.Opened sheet = make(doctor, Map.of());
        HOSPITAL.database.update("update record_folder set state = 'COMPLETED' where folder_id = ?", folder);
        try {
            refused(Code.FORBIDDEN, () -> save(doctor, sheet, pulse(80)));
            assertEquals(Set.of(Act.PRINT), read(doctor, sheet).allowed());
        } finally {
            HOSPITAL.database.update("update record_folder set state = 'IN_TREATMENT' where folder_id = ?", folder);
        }
    }

    @Test
    void a_sheet_of_somebody_else_is_not_found_and_the_attempt_is_traced() {
        Sheets.Opened sheet = make(doctor, Map.of());
        UUID other = HOSPITAL.patient("Trần Thị Khác");
        HOSPITAL.stay(other, ward, null, null, false);
        int before = HOSPITAL.audits("REFUSED");
        var grant = access.open(doctor, vn.emr.core.access.Purpose.TREATMENT, other);
        refused(Code.NOT_FOUND, () -> sheets.read(doctor, grant, sheet.sheet().id(), null));
        refused(Code.NOT_FOUND, () -> newSheets.fresh(doctor, grant, folder, FORM));
        assertEquals(before + 2, HOSPITAL.audits("REFUSED"));
    }

    @Test
    void the_list_of_a_folder_has_every_sheet_and_who_writes() {
        Sheets.Opened first = make(doctor, reason("một"));
        make(nurse, reason("hai"));
        editors.edit(nurse, open(nurse), first.sheet().id(), false);
        List<SheetList.Line> lines = lines(doctor);
        assertEquals(2, lines.size());
        assertEquals(nurse.id(), lines.getFirst().editor().accountId());
        assertNull(lines.getLast().editor());
        assertEquals(
                List.of(NOTE, FORM),
                sheets.offered(open(doctor), vn.emr.core.record.EncounterClass.INPATIENT).stream()
                        .map(SheetList.Offered::form)
                        .toList());
    }

    @Test
    void a_diagnosis_that_a_label_hides_takes_the_sheets_of_its_visit_along() {
        Sheets.Opened sheet = make(doctor, reason("kín"));
        assertEquals(1, lines(doctor).size());
        HOSPITAL.condition(patient, visit, "B20.1", "Bệnh HIV");
        assertEquals(List.of(), lines(doctor));
        refused(Code.NOT_FOUND, () -> read(doctor, sheet));
        refused(Code.NOT_FOUND, () -> save(doctor, sheet, pulse(80)));
    }

    @Test
    void a_sheet_is_hidden_by_the_code_that_only_it_names_and_another_code_hides_nothing() {
        Sheets.Opened plain = make(doctor, Map.of("benh-chinh", List.of(Value.coded("J18.9", "icd10", "Viêm phổi"))));
        assertEquals(1, lines(doctor).size());
        save(
                doctor,
                plain,
                Map.of("benh-chinh", List.of(Value.coded("F02.4", "icd10", "Sa sút trí tuệ"))),
                null,
                false);
        assertEquals(List.of(), lines(nurse));
    }

    private static String name(Caller caller) {
        return HOSPITAL.database
                .first("select display_name from account where id = ?", row -> row.text("display_name"), caller.id())
                .orElseThrow();
    }

    private Sheets.Opened void_(Caller caller, Sheets.Opened seen) {
        return changes.cancel(
                caller,
                open(caller),
                seen.sheet().id(),
                new SheetChanges.Reasoned(seen.sheet().version(), "Ghi nhầm người bệnh"));
    }

    private Sheets.Opened restore(Caller caller, Sheets.Opened seen) {
        return changes.restore(
                caller,
                open(caller),
                seen.sheet().id(),
                new SheetChanges.Reasoned(seen.sheet().version(), "Đúng người bệnh"));
    }

    /** More rows of a group than the answers of a sheet may take up. */
    private static Map<String, List<Value>> many(String text) {
        return Map.of(
                "dien-bien",
                java.util.stream.IntStream.range(0, 60)
                        .mapToObj(i -> Value.row(Map.of("s", List.of(Value.of(text)))))
                        .toList());
    }
}
