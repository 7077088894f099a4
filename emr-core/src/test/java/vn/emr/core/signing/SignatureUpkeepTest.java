package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.record.Sheet;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.trial.TrialAuthority.Service;

class SignatureUpkeepTest {
    @TempDir
    Path data;

    private SigningRoom room;
    private SignatureUpkeep upkeep;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        upkeep = new SignatureUpkeep(
                room.hospital.database, room.blobs, room.trusted, room.pades, room.trail, null, room.clock);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void what_was_signed_while_the_timestamp_authority_was_silent_gets_its_proof_of_time_later() {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        room.authority.silence(List.of(Service.TIMESTAMP));
        Signing.Outcome outcome =
                room.sign(room.doctor, key, room.place(sheet, 0)).getFirst();
        assertNull(outcome.code());
        assertEquals(Level.B, outcome.level());
        assertTrue(outcome.warnings().contains("TIMESTAMP_UNREACHABLE"), outcome::toString);
        assertFalse(upkeep.step(), "not before some minutes");

        dueNow();
        assertTrue(upkeep.step());
        assertFalse(upkeep.step(), "still silent: later again");
        room.authority.silence(List.of());
        dueNow();
        assertTrue(upkeep.step());
        assertEquals(List.of(Verdict.State.VALID), verdicts(sheet));
        assertEquals(List.of("DRAWN", "SIGNED", "EXTENDED"), files());
    }

    @Test
    void the_proof_of_time_is_renewed_before_it_ends_and_the_next_signature_goes_over_it() {
        SigningKeys.Key key = room.key(room.doctor);
        SigningKeys.Key heads = room.key(room.head);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        room.sign(room.doctor, key, room.place(sheet, 0));
        assertFalse(upkeep.step(), "years before it ends");
        dueNow();
        assertTrue(upkeep.step());
        assertEquals(List.of("DRAWN", "SIGNED", "EXTENDED"), files());
        assertEquals(List.of(Verdict.State.VALID), verdicts(sheet));
        assertFalse(upkeep.step(), "years again");
        assertNull(room.sign(room.head, heads, room.place(sheet, 1)).getFirst().code());
        assertEquals(List.of(Verdict.State.VALID, Verdict.State.VALID), verdicts(sheet));
    }

    private void dueNow() {
        room.hospital.database.run(t -> t.update("update signature_upkeep set due_at = now()"));
    }

    private List<String> files() {
        return room.hospital.database.query("select why from signed_file order by number", row -> row.text("why"));
    }

    private List<Verdict.State> verdicts(Sheet sheet) {
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        return room.lookup.file(room.hospital.tenant, file).signatures().stream()
                .map(Verdict::state)
                .toList();
    }
}
