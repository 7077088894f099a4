package vn.emr.core.designing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.designing.DrawingRoom.refused;

import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.designing.Confirmations.Asked;
import vn.emr.core.designing.Confirmations.Line;
import vn.emr.core.form.FormCatalogue;

/** A form that nobody compared with the official print says so until a person did, and again when that is taken back. */
class ConfirmationsTest {
    private static final String FORM = "17/BV1";
    private final DrawingRoom room = new DrawingRoom();

    @Test
    void the_mark_goes_with_a_confirmation_and_comes_back_with_its_withdrawal() {
        assertFalse(compared());
        Line said = room.confirmations.say(room.judge, new Asked(FORM, "1", 0, true, "Công báo số 1245, trang 30"));
        assertTrue(said.compared() && said.open());
        assertTrue(compared());
        assertEquals(FormCatalogue.State.CONFIRMED, state());
        refused(Code.CONFLICT, () -> room.confirmations.say(room.writer, new Asked(FORM, "1", 0, true, "Công báo")));
        refused(Code.CONFLICT, () -> room.confirmations.say(room.writer, new Asked(FORM, "1", 1, true, "Công báo")));
        Line back = room.confirmations.say(room.writer, new Asked(FORM, "1", 1, false, "Thiếu mục 12"));
        assertFalse(compared());
        assertEquals(FormCatalogue.State.UNCONFIRMED, state());
        assertEquals(2, back.said().size());
        assertEquals("Thiếu mục 12", back.said().getFirst().source());
        assertEquals(1, room.traced(FORM + " 1: compared no more"));
    }

    @Test
    void what_came_compared_is_not_taken_back_and_nothing_is_said_without_a_source() {
        refused(
                Code.NOT_APPLICABLE,
                () -> room.confirmations.say(room.judge, new Asked("01/BV1", "1", 0, false, "Không đúng")));
        refused(Code.MALFORMED_FIELD, () -> room.confirmations.say(room.judge, new Asked(FORM, "1", 0, true, " ")));
        refused(Code.NOT_FOUND, () -> room.confirmations.say(room.judge, new Asked(FORM, "9", 0, true, "Công báo")));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> room.confirmations.say(room.judge, new Asked(FORM, "1", null, true, "Công báo")));
        assertFalse(compared());
    }

    private boolean compared() {
        return room.all().version(FORM, "1").orElseThrow().confirmed();
    }

    private FormCatalogue.State state() {
        return new FormCatalogue(room.forms, room.clock)
                .lines(room.hospital.tenant).stream()
                        .filter(line -> line.code().equals(FORM))
                        .findFirst()
                        .orElseThrow()
                        .state();
    }
}
