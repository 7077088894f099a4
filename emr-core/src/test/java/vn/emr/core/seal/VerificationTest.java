package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;

/** What a person can do who may do everything to the database, and has everything but the checkpoints' signing key. */
class VerificationTest {
    @TempDir
    Path folder;

    private Sealed house;
    private Checkpoints checkpoints;

    @BeforeEach
    void ninety_lines_and_some_patients_with_two_checkpoints() {
        house = new Sealed(folder);
        checkpoints = house.checkpoints(Clock.systemUTC(), house.file);
        for (int i = 0; i < 3; i++) {
            house.hospital.patient("Người Thử " + i);
            house.lines(10);
            house.sealer.round();
        }
        told();
        for (int i = 0; i < 6; i++) {
            house.lines(10);
            house.sealer.round();
        }
        told();
    }

    private void told() {
        checkpoints.make();
        checkpoints.tell();
    }

    @Test
    void an_untouched_record_is_whole() {
        Verification.Result result = verify();
        assertEquals(List.of(), result.findings());
        assertEquals(house.count("audit_event") + house.count("record_commit"), result.numbers());
        assertEquals(2, result.checkpoints());
    }

    @Test
    void every_changed_column_of_a_line_is_found_with_its_number() {
        long number = 17;
        UUID id = house.at(number);
        for (String change : List.of(
                "actor_name = 'ai khác'",
                "detail = 'y'",
                "success = false",
                "at = at + interval '1 second'",
                "patient_id = '" + Ids.next() + "'",
                "device = 'x'",
                "encounter_id = '" + Ids.next() + "'",
                "changes = 'a: 1 -> 2'",
                "reason = 'x'",
                "digest_version = 1",
                "kind = 'NOTHING'")) {
            house.hospital.asOwner("create table kept as select * from audit_event where id = '" + id + "'");
            house.hospital.asOwner("update audit_event set " + change + " where id = '" + id + "'");
            assertEquals(number, verify().firstBad(), change);
            house.hospital.asOwner("delete from audit_event where id = '" + id + "'");
            house.hospital.asOwner("insert into audit_event select * from kept");
            house.hospital.asOwner("drop table kept");
        }
        assertTrue(verify().whole());
    }

    @Test
    void a_changed_line_with_its_digest_made_anew_is_found() {
        UUID id = house.at(20);
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        AuditEvent forged = house.line(id, at);
        house.hospital.asOwner("delete from audit_event where id = '" + id + "'");
        house.trail.append(List.of(forged));
        assertEquals(20, verify().firstBad());
    }

    @Test
    void a_deleted_line_is_found() {
        house.hospital.asOwner("delete from audit_event where id = '" + house.at(33) + "'");
        assertEquals(33, verify().firstBad());
    }

    @Test
    void a_line_put_in_behind_the_seal_is_found_whether_a_sweep_met_it_or_not() {
        Instant before = Instant.now().minus(Duration.ofDays(30));
        house.trail.append(List.of(house.line(Ids.first(before), before)));
        assertFalse(verify().whole());
        Instant yesterday = Instant.now().minus(Duration.ofHours(20));
        house.trail.append(List.of(house.line(Ids.first(yesterday), yesterday)));
        house.sealer.sweep();
        assertTrue(verify().findings().stream().anyMatch(f -> f.what().contains("appeared behind the seal")));
    }

    @Test
    void two_lines_that_changed_places_are_found() {
        UUID one = house.at(41);
        UUID other = house.at(45);
        UUID aside = Ids.next();
        house.hospital.asOwner("update audit_event set id = '" + aside + "' where id = '" + one + "'");
        house.hospital.asOwner("update audit_event set id = '" + one + "' where id = '" + other + "'");
        house.hospital.asOwner("update audit_event set id = '" + other + "' where id = '" + aside + "'");
        assertEquals(41, verify().firstBad());
    }

    @Test
    void a_tail_that_was_cut_off_is_found_by_the_checkpoints() {
        long end = house.count("audit_event") + house.count("record_commit");
        house.hospital.asOwner(
                "delete from audit_event where id = any (select unnest(row_ids) from seal where last_number > "
                        + (end - 15) + ")");
        house.hospital.asOwner("delete from seal where last_number > " + (end - 15));
        assertEquals(
                house.database
                                .first("select max(last_number) as n from seal", r -> r.number("n"))
                                .orElseThrow()
                        + 1,
                verify().firstBad());
    }

    @Test
    void a_chain_made_anew_from_a_row_on_is_found_by_the_checkpoints_alone() {
        long good = Checkpoint.read(lines().getFirst()).orElseThrow().number();
        UUID id = house.at(good + 12);
        house.hospital.asOwner("delete from audit_event where id = '" + id + "'");
        house.trail.append(List.of(house.line(id, Instant.now().truncatedTo(ChronoUnit.MICROS))));
        rebuildFrom(good + 1);
        Verification.Result result = verify();
        assertEquals(1, result.findings().size(), result.findings().toString());
        assertEquals(good + 1, result.firstBad(), result.findings().toString());
    }

    @Test
    void changed_content_of_a_version_and_a_version_of_no_commit_are_found() {
        long number = house.database
                .first(
                        "select last_number as n from seal where kind = 'RECORD_COMMIT' order by last_number limit 1",
                        r -> r.number("n"))
                .orElseThrow();
        house.hospital.asOwner(
                "update revision set content = jsonb_set(content, '{deceased}', 'true') where commit_id = '"
                        + house.at(number) + "'");
        assertEquals(number, verify().firstBad());
        house.hospital.asOwner(
                "update revision set content = jsonb_set(content, '{deceased}', 'false') where commit_id = '"
                        + house.at(number) + "'");
        assertTrue(verify().whole());
        house.hospital.asOwner("""
                insert into revision select tenant_id, patient_id, gen_random_uuid(), version, committed_at - interval '1 day', kind,
                       gen_random_uuid(), schema_version, key_id, content from revision limit 1
                """);
        assertTrue(verify().findings().stream().anyMatch(f -> f.what().contains("belong to no commit")));
    }

    @Test
    void checkpoints_that_were_changed_signed_by_another_key_or_cut_are_found() throws IOException {
        String second = lines().get(1);
        for (String forged : List.of(
                second.replaceFirst("number=\\d+", "number=31"),
                second.replaceFirst("time=2", "time=3"),
                second.substring(0, second.length() - 3))) {
            Files.writeString(house.file.path(), lines().getFirst() + "\n" + forged + "\n");
            assertFalse(verify().whole(), forged);
        }
        Files.writeString(house.file.path(), second + "\n");
        assertTrue(new Verification(house.database, n -> {})
                .run(List.of(second), new SigningKey(folder.resolve("other").toString()).publicKey())
                .findings()
                .getFirst()
                .what()
                .contains("not signed"));
    }

    @Test
    void a_backup_put_back_begins_an_epoch_that_names_what_is_lost() throws IOException {
        long told = Checkpoint.read(lines().get(1)).orElseThrow().number();
        long kept = cutTo(told - 20);
        Files.writeString(folder.resolve(Epochs.RESTORED), "x");
        house.epochs.begin();
        house.lines(3);
        house.sealer.round();
        told();
        Verification.Result result = verify();
        assertEquals(List.of(), result.findings());
        assertTrue(
                result.notes().getFirst().contains("numbers " + (kept + 1) + " to " + told + " of epoch 1 are lost"),
                result.notes().toString());
        Checkpoint last = Checkpoint.read(lines().getLast()).orElseThrow();
        assertEquals(2, last.epoch());
        assertTrue(last.line().contains(" after=" + kept + " began=RESTORE told=1/" + told), last.line());
        house.epochs.begin();
        assertEquals(2, house.count("seal_epoch"));
    }

    @Test
    void a_database_put_back_in_silence_begins_an_epoch_nobody_explains() {
        cutTo(50);
        house.epochs.begin();
        told();
        assertEquals(1, house.count("seal_epoch where reason = 'UNEXPLAINED'"));
        assertTrue(verify().findings().stream().anyMatch(f -> f.what().contains("nobody restored a backup")));
        assertTrue(checkpoints.standing().troubles().contains("EPOCH_UNEXPLAINED"));
    }

    @Test
    void a_start_after_an_ordinary_stop_begins_no_epoch() {
        house.epochs.begin();
        house.lines(4);
        house.sealer.round();
        house.epochs.begin();
        told();
        house.epochs.begin();
        assertEquals(1, house.count("seal_epoch"));
        assertTrue(verify().whole());
    }

    /** Puts seals and lines back to at most this number; returns the last that is kept. */
    private long cutTo(long number) {
        house.hospital.asOwner(
                "delete from audit_event where id = any (select unnest(row_ids) from seal where last_number > " + number
                        + ")");
        house.hospital.asOwner("delete from seal where last_number > " + number);
        return house.database
                .first("select max(last_number) as n from seal", r -> r.number("n"))
                .orElseThrow();
    }

    /** As a forger would who knows how the chain is made. */
    private void rebuildFrom(long number) {
        record Part(long first, long last, String kind, String reason, UUID[] ids) {}
        byte[] hash = house.database
                .first("select hash from seal where last_number = ?", r -> r.bytes("hash"), number - 1)
                .orElseThrow();
        for (Part part : house.database.query(
                "select * from seal where first_number >= ? order by last_number",
                r -> new Part(
                        r.number("first_number"),
                        r.number("last_number"),
                        r.text("kind"),
                        r.text("reason"),
                        r.array("row_ids")),
                number)) {
            Chain chain = new Chain(hash);
            List<byte[]> digests = new ArrayList<>();
            for (UUID id : part.ids()) {
                String table = part.kind().toLowerCase(java.util.Locale.ROOT);
                byte[] digest = house.database
                        .first("select digest from " + table + " where id = ?", r -> r.bytes("digest"), id)
                        .orElseThrow();
                digests.add(digest);
                chain.add(
                        Chain.mark(Chain.Kind.valueOf(part.kind()), Chain.Reason.valueOf(part.reason())),
                        id,
                        digest,
                        0);
            }
            hash = chain.hash();
            String all = digests.stream().map(HexFormat.of()::formatHex).collect(Collectors.joining());
            house.hospital.asOwner("update seal set digests = '\\x" + all + "', hash = '\\x"
                    + HexFormat.of().formatHex(hash) + "' where last_number = " + part.last());
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(house.file.path());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Verification.Result verify() {
        return new Verification(house.database, n -> {}).run(lines(), house.key.publicKey());
    }
}
