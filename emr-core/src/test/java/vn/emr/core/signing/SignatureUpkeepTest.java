package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.record.Sheet;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.Verifier;
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
                room.hospital.database, room.blobs, room.trusted, room.pades, room.trail, room.clock);
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

    @Test
    void what_was_signed_is_verified_in_the_night_and_then_once_a_year() {
        SignatureRounds rounds = rounds();
        signed();
        assertFalse(rounds.step(), "not before the night");
        verifyNow();
        assertTrue(rounds.step());
        assertFalse(rounds.step(), "a year later");
        assertEquals(0, alarms());
    }

    @Test
    void a_file_that_was_changed_on_the_disk_or_is_gone_is_told_each_night() throws IOException {
        SignatureRounds rounds = rounds();
        signed();
        Path file = newest();
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        Files.write(file, changed);
        verifyNow();
        assertTrue(rounds.step());
        assertFalse(rounds.step(), "the next night");
        assertEquals(1, alarms());
        Files.delete(file);
        verifyNow();
        assertTrue(rounds.step());
        assertEquals(2, alarms());
        Files.write(file, whole);
        verifyNow();
        assertTrue(rounds.step());
        assertEquals(2, alarms(), "it is well again");
    }

    @Test
    void a_signature_under_an_authority_that_is_not_trusted_any_more_is_told() {
        SignatureRounds rounds = rounds();
        signed();
        room.hospital.database.run(
                t -> t.update("update trusted_certificate set removed_at = now(), removed_by = added_by"));
        verifyNow();
        assertTrue(rounds.step());
        assertEquals(1, alarms());
    }

    @Test
    void a_damaged_file_does_not_keep_the_others_from_their_proof_of_time() throws IOException {
        room.authority.silence(List.of(Service.TIMESTAMP));
        signed();
        Files.delete(newest());
        signed();
        room.authority.silence(List.of());
        dueNow();
        assertTrue(upkeep.step());
        assertTrue(upkeep.step());
        assertEquals(1, files().stream().filter("EXTENDED"::equals).count());
    }

    private SignatureRounds rounds() {
        return new SignatureRounds(
                room.hospital.database, room.blobs, room.trusted, new Verifier(), room.trail, room.clock);
    }

    private void signed() {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        assertNull(room.sign(room.doctor, key, room.place(sheet, 0)).getFirst().code());
    }

    private Path newest() throws IOException {
        String sha256 = room.hospital
                .database
                .first(
                        "select sha256 from signed_file order by at desc, number desc limit 1",
                        row -> row.text("sha256"))
                .orElseThrow();
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(file -> file.getFileName().toString().contains(sha256.substring(4)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void verifyNow() {
        room.hospital.database.run(t -> t.update("update signature_upkeep set verify_at = now()"));
    }

    private long alarms() {
        return room.hospital
                .database
                .first(
                        "select count(*) as n from audit_event where kind = 'SIGN' and not success and object_kind = 'SIGNED_DOCUMENT'",
                        row -> row.number("n"))
                .orElseThrow();
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
