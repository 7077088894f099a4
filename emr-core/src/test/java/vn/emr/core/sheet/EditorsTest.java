package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.access.Caller;
import vn.emr.core.record.Value;

/** One writes at a time, whoever takes over is seen before, and what each typed stays theirs. */
class EditorsTest extends AtTheDesk {
    @Test
    void a_free_sheet_is_theirs_who_comes_first_and_the_other_sees_who_writes() {
        UUID sheet = make(doctor, Map.of()).sheet().id();
        assertTrue(edit(doctor, sheet, false).editor().mine());
        Editors.Editing seen = edit(nurse, sheet, false);
        assertFalse(seen.editor().mine());
        assertEquals(doctor.id(), seen.editor().accountId());
        assertNull(seen.wanted());
    }

    @Test
    void a_take_over_is_told_half_a_minute_before_and_then_is_one() {
        UUID sheet = make(doctor, Map.of()).sheet().id();
        edit(doctor, sheet, false);
        Editors.Editing asked = edit(nurse, sheet, true);
        assertFalse(asked.editor().mine());
        assertEquals(nurse.id(), asked.wanted().accountId());
        clock.pass(Duration.ofSeconds(29));
        Editors.Editing warned = edit(doctor, sheet, false);
        assertTrue(warned.editor().mine());
        assertEquals(nurse.id(), warned.wanted().accountId());
        assertFalse(edit(nurse, sheet, false).editor().mine());
        clock.pass(Duration.ofSeconds(1));
        assertTrue(edit(nurse, sheet, false).editor().mine());
        assertFalse(edit(doctor, sheet, false).editor().mine());
        refused(Code.CONFLICT, () -> draft(doctor, sheet, "muộn"));
    }

    @Test
    void a_take_over_may_be_given_up_and_an_editor_may_leave() {
        UUID sheet = make(doctor, Map.of()).sheet().id();
        edit(doctor, sheet, false);
        edit(nurse, sheet, true);
        editors.leave(nurse, open(nurse), sheet);
        clock.pass(Duration.ofSeconds(31));
        assertTrue(edit(doctor, sheet, false).editor().mine());
        editors.leave(doctor, open(doctor), sheet);
        assertTrue(edit(nurse, sheet, false).editor().mine());
    }

    @Test
    void an_editor_that_is_not_heard_of_for_a_minute_is_gone() {
        UUID sheet = make(doctor, Map.of()).sheet().id();
        edit(doctor, sheet, false);
        clock.pass(Duration.ofSeconds(59));
        assertFalse(edit(nurse, sheet, false).editor().mine());
        clock.pass(Duration.ofSeconds(1));
        assertTrue(edit(nurse, sheet, false).editor().mine());
    }

    @Test
    void while_somebody_writes_nobody_else_saves() {
        Sheets.Opened sheet = make(doctor, Map.of());
        edit(doctor, sheet.sheet().id(), false);
        refused(Code.CONFLICT, () -> save(nurse, sheet, pulse(80)));
        refused(Code.CONFLICT, () -> draft(nurse, sheet.sheet().id(), "x"));
        save(doctor, sheet, pulse(82));
    }

    @Test
    void what_was_typed_is_there_for_who_typed_it_and_for_nobody_else() {
        Sheets.Opened sheet = make(doctor, Map.of());
        UUID id = sheet.sheet().id();
        draft(doctor, id, "chưa lưu");
        assertEquals(
                List.of(Value.of("chưa lưu")),
                read(doctor, sheet).draft().answers().get("ly-do"));
        assertNull(read(nurse, sheet).draft());
        editors.leave(doctor, open(doctor), id);
        assertEquals(1, read(doctor, sheet).draft().version());
        edit(nurse, id, false);
        save(nurse, sheet, pulse(80));
        assertEquals(
                List.of(Value.of("chưa lưu")),
                read(doctor, sheet).draft().answers().get("ly-do"));
    }

    @Test
    void a_draft_is_not_judged_and_goes_when_it_is_saved() {
        Sheets.Opened sheet = make(doctor, Map.of());
        editors.draft(
                doctor,
                open(doctor),
                sheet.sheet().id(),
                1,
                new TreeMap<>(Map.of("khong-co", List.of(Value.of("dở dang")))));
        assertEquals(
                List.of(Value.of("dở dang")),
                read(doctor, sheet).draft().answers().get("khong-co"));
        save(doctor, sheet, pulse(80));
        assertNull(read(doctor, sheet).draft());
    }

    @Test
    void a_draft_has_limits_and_holds_text_that_can_be_kept() {
        UUID sheet = make(doctor, Map.of()).sheet().id();
        refused(Code.TOO_LARGE, () -> draft(doctor, sheet, "x".repeat(600_000)));
        refused(Code.MALFORMED_FIELD, () -> draft(doctor, sheet, "x\0"));
        refused(Code.MALFORMED_FIELD, () -> draft(doctor, sheet, "x\ud800"));
        draft(doctor, sheet, "\\u0000 và 😀");
        refused(Code.REQUIRED_FIELD_MISSING, () -> editors.draft(doctor, open(doctor), sheet, null, new TreeMap<>()));
    }

    @Test
    void who_may_not_edit_takes_nothing_over_and_a_void_sheet_is_not_written_on() {
        Sheets.Opened sheet = make(doctor, Map.of());
        UUID id = sheet.sheet().id();
        refused(Code.FORBIDDEN, () -> edit(clerk, id, true));
        refused(Code.FORBIDDEN, () -> draft(clerk, id, "x"));
        changes.cancel(doctor, open(doctor), id, new SheetChanges.Reasoned(1, "Ghi nhầm"));
        refused(Code.CONFLICT, () -> edit(doctor, id, false));
    }

    private Editors.Editing edit(Caller caller, UUID sheet, boolean takeOver) {
        return editors.edit(caller, open(caller), sheet, takeOver);
    }

    private void draft(Caller caller, UUID sheet, String text) {
        editors.draft(caller, open(caller), sheet, 1, new TreeMap<>(reason(text)));
    }
}
