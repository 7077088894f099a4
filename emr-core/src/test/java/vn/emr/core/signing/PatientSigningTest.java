package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signing.PatientAnswer.Match;
import vn.emr.core.signing.PatientAnswer.Relation;
import vn.emr.core.signing.PatientAnswer.Result;
import vn.emr.core.store.BlobStore;

/** How a patient, or who signs for them, confirms. */
class PatientSigningTest extends PatientPlace {
    @Test
    void a_patient_draws_their_name_and_who_led_them_seals_it_with_the_evidence() throws IOException {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        assertEquals("https://emr.example/patient-signing/" + token(begun), begun.address());
        assertTrue(begun.picture().size() > 30 && begun.picture().stream().allMatch(row -> row.matches("[01]+")));
        PatientPage.Asked asked = room.patientPage.asked(PHONE, token(begun));
        assertEquals(List.of("PATIENT", "WAITING"), List.of(asked.role(), asked.state()));
        assertNull(line(begun).seenAt());
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        assertEquals(BlobStore.name(shown.file()), shown.sha256());
        assertEquals("WAITING", line(begun).state());
        assertTrue(line(begun).seenAt() != null && line(begun).mine());

        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        PatientSignings.Line line = line(begun);
        assertEquals("SIGNED", line.state());
        assertEquals(SigningMethod.DRAWN, line.said().method());
        byte[] drawing = room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id());
        PatientSeals.Sealed sealed = confirm(room.doctor, key, begun, null);

        SheetSignatures.Place place = room.page(room.doctor, sheet).places().get(PATIENTS);
        assertEquals("Nguyễn Văn Mẫu", place.signature().signer());
        assertEquals(SigningMethod.DRAWN, place.signature().patient().method());
        assertNull(place.signature().patient().relation());
        assertEquals(name(room.doctor), place.signature().patient().sealedBy());
        assertFalse(place.waits());
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        assertArrayPrefix(shown.file(), file);
        SignatureLookup.Verified verified = room.lookup.file(room.hospital.tenant, file);
        assertEquals(
                List.of(Verdict.State.VALID, Verdict.State.VALID),
                verified.signatures().stream().map(Verdict::state).toList());
        SignatureLookup.Confirmation confirmation = verified.confirmations().getFirst();
        assertEquals(1, confirmation.signature());
        assertTrue(confirmation.words().startsWith("Người bệnh ký (vẽ tay), do " + name(room.doctor)));
        assertFalse(confirmation.words().contains("Nguyễn Văn Mẫu"));
        assertEquals(
                1,
                room.lookup.byCode(PHONE, sealed.documentId()).confirmations().size());

        JsonNode evidence = new ObjectMapper().readTree(evidence(file));
        assertEquals(shown.sha256(), evidence.get("document").asText());
        assertEquals(
                shown.sha256(),
                BlobStore.name(Arrays.copyOf(file, evidence.get("bytes").asInt())));
        assertEquals("10.1.2.3", evidence.get("address").asText());
        assertEquals(name(room.doctor), evidence.get("witness").asText());
        assertArrayEquals(drawing, room.blobs.get(evidence.get("drawing").asText()));
        assertArrayEquals(
                drawing, room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id()));
        assertEquals("CONFIRMED", line(begun).state());
        assertNull(line(begun).said(), "what is sealed is not kept twice");
        assertEquals(
                1,
                count("select count(*) as n from patient_signature where method = 'DRAWN' and device like 'Mozilla%'"));
        assertEquals("CONFIRMED", room.patientPage.asked(PHONE, token(begun)).state());
    }

    @Test
    void a_representative_signs_by_the_code_that_the_staff_sees() throws IOException {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(PHONE, token(begun), byCode(shown, other(begun.code()), Relation.CHILD)));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> room.patientPage.sign(PHONE, token(begun), byCode(shown, begun.code(), null)));
        room.patientPage.sign(PHONE, token(begun), byCode(shown, begun.code(), Relation.CHILD));
        confirm(room.doctor, key, begun, room.nurse.id());

        SheetSignatures.Signature signature =
                room.page(room.doctor, sheet).places().get(PATIENTS).signature();
        assertEquals("Nguyễn Thị Con", signature.signer());
        assertEquals(Relation.CHILD, signature.patient().relation());
        assertEquals(name(room.nurse), signature.patient().secondWitness());
        byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
        String evidence = evidence(file);
        assertTrue(evidence.contains("\"because\":\"Người bệnh hôn mê\""), evidence);
        assertTrue(evidence.getBytes(StandardCharsets.UTF_8).length <= 2048);
        SignatureLookup.Verified verified = room.lookup.file(room.hospital.tenant, file);
        assertTrue(
                verified.confirmations().getFirst().words().startsWith("Người đại diện (con) ký (mã xác nhận), do "));
    }

    @Test
    void of_a_finger_only_the_word_of_the_pad_is_taken() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(
                        PHONE, token(begun), answer(shown, SigningMethod.FINGERPRINT, null, null, null)));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(
                        PHONE,
                        token(begun),
                        answer(shown, SigningMethod.FINGERPRINT, null, null, new Match(null, "P", "1"))));
        refused(
                Code.MALFORMED_FIELD,
                () -> room.patientPage.sign(
                        PHONE,
                        token(begun),
                        answer(
                                shown,
                                SigningMethod.FINGERPRINT,
                                DRAWN,
                                null,
                                new Match(Result.MATCH, "Pad 3", "SN-9"))));
        room.patientPage.sign(
                PHONE,
                token(begun),
                answer(shown, SigningMethod.FINGERPRINT, null, null, new Match(Result.MATCH, "Pad 3", "SN-9")));
        confirm(room.doctor, key, begun, null);
        refused(
                Code.NOT_FOUND,
                () -> room.patientSignings.drawing(room.doctor, room.open(room.doctor), sheet.id(), begun.id()));
        assertEquals(
                1,
                count("select count(*) as n from patient_signature where evidence->'match'->>'serial' = 'SN-9'"
                        + " and drawing is null"));
    }

    @Test
    void a_paper_that_takes_a_code_alone_is_not_drawn_on() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        assertEquals(
                List.of(SigningMethod.values()),
                room.patientPage.asked(PHONE, token(begun)).methods());
        room.hospital.asOwner("update patient_signing set methods = '{CODE}'");
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        assertEquals(
                List.of(SigningMethod.CODE),
                room.patientPage.asked(PHONE, token(begun)).methods());
        refused(Code.NOT_APPLICABLE, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        assertEquals("WAITING", line(begun).state());
        room.patientPage.sign(PHONE, token(begun), byCode(shown, begun.code(), Relation.CHILD));
        assertEquals("SIGNED", line(begun).state());
    }

    @Test
    void five_wrong_codes_end_the_link_also_for_the_right_one() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        PatientAnswer wrong = answer(shown, SigningMethod.CODE, null, other(begun.code()), null);
        for (int i = 0; i < 5; i++) {
            refused(Code.MALFORMED_FIELD, () -> room.patientPage.sign(PHONE, token(begun), wrong));
        }
        refused(
                Code.NOT_FOUND,
                () -> room.patientPage.sign(
                        PHONE, token(begun), answer(shown, SigningMethod.CODE, null, begun.code(), null)));
        assertEquals("FAILED", line(begun).state());
        assertEquals(5, traced("SIGN", false));
        assertNotEquals(begun.id(), begin().id(), "the staff may ask anew");
    }
}
