package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.access.Caller;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.remote.Decision;
import vn.emr.core.signing.PatientAnswer.Relation;
import vn.emr.core.signing.SigningJobs.Job;
import vn.emr.core.signing.SigningJobs.State;

/** What a patient said is sealed by somebody whose key a service holds. */
class PatientSealsAtServicesTest extends PatientPlace {
    private RemoteSigningRoom remote;

    @BeforeEach
    void openService() throws Exception {
        remote = new RemoteSigningRoom(room);
        doctorSigns();
    }

    @AfterEach
    void closeService() {
        remote.close();
    }

    @Test
    void what_a_patient_drew_is_sealed_once_its_witness_agrees_on_the_phone() throws IOException {
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        byte[] drawing = room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id());
        remote.service.decides(Decision.IS_AWAY);
        Job job = seal(room.doctor, begun, room.nurse.id());
        remote.step(job);
        assertEquals(State.WAITING, remote.step(job).state());
        assertEquals("SIGNED", line(begun).state());
        assertEquals(1, count("select count(*) as n from signing_job_item where evidence is not null"));

        remote.start();
        remote.service.decides(Decision.AGREES);
        Job done = remote.step(job);
        assertEquals(State.DONE, done.state());
        assertEquals(List.of("SIGNED"), RemoteSigningRoom.outcomes(done));
        assertEquals("CONFIRMED", line(begun).state());
        SheetSignatures.Place place = room.page(room.doctor, sheet).places().get(PATIENTS);
        assertEquals("Nguyễn Văn Mẫu", place.signature().signer());
        assertEquals(name(room.doctor), place.signature().patient().sealedBy());
        assertEquals(name(room.nurse), place.signature().patient().secondWitness());
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        assertArrayPrefix(shown.file(), file);
        assertEquals(
                List.of(Verdict.State.VALID, Verdict.State.VALID),
                room.lookup.file(room.hospital.tenant, file).signatures().stream()
                        .map(Verdict::state)
                        .toList());
        JsonNode evidence = new ObjectMapper().readTree(evidence(file));
        assertEquals(name(room.nurse), evidence.get("secondWitness").asText());
        assertArrayEquals(drawing, room.blobs.get(evidence.get("drawing").asText()));
        assertEquals(0, count("select count(*) as n from signing_job_item where evidence is not null"));
        assertEquals(1, remote.service.begun());
    }

    @Test
    void a_name_that_the_record_changes_meanwhile_leaves_the_seal_as_it_was_agreed_to() {
        PatientSignings.Begun begun = answered();
        Job job = seal(room.doctor, begun, null);
        remote.step(job);
        room.hospital.database.run(t -> {
            t.update("update patient set name = 'Nguyễn Văn Khác' where tenant_id = ?", room.hospital.tenant);
            t.update("update account set display_name = 'BS. Đổi Tên' where id = ?", room.doctor.id());
        });
        assertEquals(List.of("SIGNED"), RemoteSigningRoom.outcomes(remote.step(job)));
    }

    @Test
    void what_its_witness_does_not_agree_to_is_still_there_to_be_sealed() {
        PatientSignings.Begun begun = answered();
        remote.service.decides(Decision.SAYS_NO);
        Job job = seal(room.doctor, begun, null);
        refused(Code.UNDER_WAY, () -> seal(room.doctor, begun, null));
        remote.step(job);
        assertEquals(State.REFUSED, remote.step(job).state());
        assertEquals("SIGNED", line(begun).state());
        assertEquals(0, count("select count(*) as n from signing_job_item where evidence is not null"));
        assertEquals(1, traced("SIGN", false));
        confirm(room.doctor, key, begun, null);
        assertEquals("CONFIRMED", line(begun).state());
    }

    @Test
    void what_was_said_stays_while_the_service_is_asked_and_is_not_sealed_twice() {
        PatientSignings.Begun begun = answered();
        Job job = seal(room.doctor, begun, null);
        remote.step(job);
        assertEquals(
                1, count("select count(*) as n from patient_signing where expires_at > now() + interval '15 minutes'"));
        confirm(room.doctor, key, begun, null);
        assertEquals(List.of("CONFLICT"), RemoteSigningRoom.outcomes(remote.step(job)));
        assertEquals(1, count("select count(*) as n from patient_signature"));
        assertEquals(0, count("select count(*) as n from signing_job_item where evidence is not null"));
    }

    @Test
    void what_was_taken_back_meanwhile_is_not_sealed() {
        PatientSignings.Begun begun = answered();
        Job job = seal(room.doctor, begun, null);
        remote.step(job);
        room.patientSignings.cancel(room.doctor, room.open(room.doctor), sheet.id(), begun.id());
        assertEquals(List.of("CONFLICT"), RemoteSigningRoom.outcomes(remote.step(job)));
        assertNull(room.page(room.doctor, sheet).places().get(PATIENTS).signature());
        assertEquals(0, count("select count(*) as n from patient_signature"));
    }

    @Test
    void only_who_led_the_patient_asks_their_service_and_only_for_what_was_said() {
        PatientSignings.Begun begun = begin();
        refused(Code.CONFLICT, () -> seal(room.doctor, begun, null));
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        room.patientPage.sign(PHONE, token(begun), byCode(shown, begun.code(), Relation.CHILD));
        refused(Code.FORBIDDEN, () -> seal(room.colleague, begun, null));
        refused(Code.MALFORMED_FIELD, () -> seal(room.doctor, begun, room.doctor.id()));
        refused(
                Code.NOT_APPLICABLE,
                () -> remote.jobs.seal(
                        room.doctor, room.open(room.doctor), sheet.id(), begun.id(), confirmation(key, null)));
        refused(Code.NOT_APPLICABLE, () -> confirm(room.doctor, remote.key, begun, null));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> remote.jobs.seal(room.doctor, room.open(room.doctor), sheet.id(), begun.id(), null));
        room.hospital.database.run(t -> t.update("update patient_signing set expires_at = now()"));
        refused(Code.CONFLICT, () -> seal(room.doctor, begun, null));
        assertEquals(0, count("select count(*) as n from signing_job"));
        assertTrue(traced("SIGN", false) >= 6);
    }

    private PatientSignings.Begun answered() {
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        return begun;
    }

    private Job seal(Caller caller, PatientSignings.Begun begun, UUID secondWitness) {
        return remote.jobs.seal(
                caller, room.open(caller), sheet.id(), begun.id(), confirmation(remote.key, secondWitness));
    }

    private static PatientSeals.Confirmation confirmation(SigningKeys.Key key, UUID secondWitness) {
        return new PatientSeals.Confirmation(key.id(), null, secondWitness);
    }
}
