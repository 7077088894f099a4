package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.printing.PrintLookup.State;
import vn.emr.core.printing.PrintLookup.Verified;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.testing.Role;

/** A paper is verified by its code: by anybody, without a word about the patient, each time traced. */
class PrintLookupTest {
    private static final PrintAccess.Visitor NOBODY = new PrintAccess.Visitor(null, "203.0.113.7", "Phone", "r-1");

    private PrintRoom room;

    @BeforeEach
    void come(@TempDir Path folder) {
        room = new PrintRoom(folder);
    }

    @Test
    void a_sheet_is_the_newest_until_there_is_another_version_and_void_when_it_was_declared_so() throws Exception {
        Sheet sheet = room.completed("GRV", List.of(Value.of("Tái khám")));
        UUID code = code(room.prints.sheet(room.doctor, room.open(), sheet.id(), null));
        Verified found = verify(code);
        assertEquals(State.CURRENT, found.state());
        assertEquals(NounKind.SHEET, found.of());
        assertEquals("GRV", found.form());
        assertEquals(sheet.version(), found.version());
        assertEquals(room.name(room.doctor), found.by());
        assertEquals(room.facility(), found.owner());
        room.save(sheet, List.of(Value.of("Tái khám sau 7 ngày")));
        assertEquals(State.REPLACED, verify(code).state());
        UUID second = code(room.prints.sheet(room.doctor, room.open(), sheet.id(), null));
        assertEquals(State.CURRENT, verify(second).state());
        room.cancel(sheet.id());
        assertEquals(State.CANCELLED, verify(second).state());
        UUID old = code(room.prints.sheet(room.doctor, room.open(), sheet.id(), sheet.version()));
        assertEquals(sheet.version(), verify(old).version(), "an older version says which one it is");
    }

    @Test
    void what_was_printed_before_it_was_kept_says_so() throws Exception {
        Sheet sheet = room.completed("GRV", List.of(Value.of("Tái khám")));
        UUID code = code(room.prints.preview(room.doctor, room.open(), sheet.id(), sheet.answers()));
        assertEquals(State.TYPED, verify(code).state());
        assertNull(verify(code).version());
    }

    @Test
    void nothing_of_the_patient_is_told_and_each_question_is_a_line_of_the_trace() throws Exception {
        Sheet sheet = room.completed("GRV", List.of(Value.of("Tái khám")));
        UUID code = code(room.prints.sheet(room.doctor, room.open(), sheet.id(), null));
        int before = room.lines("SEARCH", code);
        String told = verify(code).toString();
        for (String word : List.of(
                "Tái khám",
                PrintRoom.PATIENT,
                room.patient.toString(),
                sheet.id().toString())) {
            assertFalse(told.contains(word), told);
        }
        assertEquals(before + 1, room.lines("SEARCH", code));
        for (UUID unknown : List.of(Ids.next(), UUID.randomUUID())) {
            assertEquals(Code.NOT_FOUND, refused(() -> verify(unknown)));
            assertEquals(1, room.lines("REFUSED", unknown));
        }
    }

    @Test
    void a_line_of_the_trace_that_is_no_print_with_a_code_verifies_nothing() {
        room.access.print(room.open(), "LABORATORY");
        UUID line = room.hospital
                .database
                .first(
                        "select id from audit_event where kind = 'PRINT' and patient_id = ?",
                        r -> r.uuid("id"),
                        room.patient)
                .orElseThrow();
        assertEquals(Code.NOT_FOUND, refused(() -> verify(line)));
    }

    @Test
    void where_it_lies_is_told_to_those_who_may_open_the_record_and_to_nobody_else() throws Exception {
        Sheet sheet = room.completed("GRV", List.of(Value.of("Tái khám")));
        UUID code = code(room.prints.sheet(room.doctor, room.open(), sheet.id(), null));
        assertEquals(
                new PrintLookup.Place(room.patient, NounKind.SHEET, sheet.id()), room.lookup.place(room.doctor, code));
        Caller elsewhere = room.hospital.caller(Role.DOCTOR, room.hospital.department("MAT"));
        assertEquals(Code.FORBIDDEN, refused(() -> room.lookup.place(elsewhere, code)));
        assertEquals(Code.NOT_FOUND, refused(() -> room.lookup.place(room.doctor, Ids.next())));
        room.hospital.condition(room.patient, room.visit, "B20.1", "Bệnh HIV");
        assertEquals(Code.NOT_FOUND, refused(() -> room.lookup.place(room.doctor, code)), "a label hides it now");
        assertTrue(verify(code).at() != null);
    }

    private Verified verify(UUID code) {
        return room.lookup.verify(NOBODY, code);
    }

    private static Code refused(Runnable act) {
        return assertThrows(Refusal.class, act::run).code();
    }

    private static UUID code(byte[] pdf) throws Exception {
        return PrintRoom.code(pdf);
    }
}
