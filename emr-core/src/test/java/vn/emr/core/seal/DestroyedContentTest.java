package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;

/** What was destroyed by decision leaves the chain verifiable; what was deleted without one is found. */
class DestroyedContentTest {
    @TempDir
    Path folder;

    private Sealed house;
    private UUID patient;
    private UUID destroyed;

    @BeforeEach
    void a_patient_with_two_diagnoses_of_which_one_is_destroyed() {
        house = new Sealed(folder);
        patient = house.hospital.patient("Người Thử");
        house.hospital.condition(patient, "I10", "Tăng huyết áp");
        house.hospital.condition(patient, "J18", "Viêm phổi");
        house.sealer.round();
        destroyed = house.database
                .first(
                        "select noun_id from revision where kind = 'CONDITION' order by noun_id limit 1",
                        row -> row.uuid("noun_id"))
                .orElseThrow();
    }

    @Test
    void a_commit_of_which_a_part_was_destroyed_is_verified_by_its_digest_and_the_minutes_are_named() {
        UUID gone = destroy();
        trace(gone);
        Verification.Result result = verify();
        assertEquals(List.of(), result.findings());
        assertTrue(
                result.notes().getFirst().startsWith("1 records were destroyed by minutes 1/2026"),
                result.notes()::toString);
    }

    @Test
    void a_record_that_is_called_destroyed_without_a_line_of_the_trace_is_found() {
        destroy();
        assertTrue(verify().findings().stream().anyMatch(f -> f.what().contains("that no line of the trace tells of")));
    }

    @Test
    void what_is_deleted_beside_what_was_destroyed_is_found() {
        trace(destroy());
        house.hospital.asOwner("delete from revision where kind = 'CONDITION'");
        assertEquals(1, verify().findings().size());
    }

    @Test
    void the_digest_of_a_commit_that_was_destroyed_in_part_cannot_be_changed() {
        trace(destroy());
        house.hospital.asOwner(
                "update record_commit c set digest = sha256('x') from destroyed_version v where v.commit_id = c.id");
        assertEquals(1, verify().findings().size());
    }

    /** As the door does, but for one version. */
    private UUID destroy() {
        UUID round = Ids.next();
        UUID gone = Ids.next();
        UUID account = house.hospital.account("luutru", "x", vn.emr.core.testing.Role.RECORDS_CLERK);
        house.hospital.asOwner("""
                insert into destruction values ('%1$s', '%2$s', '%3$s', 2026, 1, 'Kế hoạch', now(), '%4$s');
                insert into destroyed_folder values ('%5$s', '%2$s', '%3$s', '%6$s', '%1$s', 'LT1', 'INPATIENT', '2012-06-15',
                                                     'PATIENT_RECORD', '2022-12-31', 1, 0, now());
                insert into destroyed_version select commit_id, noun_id, version, '%5$s' from revision where noun_id = '%7$s';
                delete from revision where noun_id = '%7$s';
                """.formatted(
                        round, house.hospital.tenant, house.hospital.facility, account, gone, patient, destroyed));
        return gone;
    }

    private void trace(UUID gone) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        house.trail.append(List.of(new AuditEvent(
                Ids.next(),
                now,
                house.hospital.tenant,
                Kind.DESTRUCTION,
                true,
                Actor.SYSTEM,
                null,
                patient,
                "RECORD_FOLDER",
                gone,
                null,
                null,
                "minutes 1/2026: destroyed")));
    }

    private Verification.Result verify() {
        house.sealer.round();
        return new Verification(house.database, done -> {}).run(List.of(), house.key.publicKey());
    }
}
