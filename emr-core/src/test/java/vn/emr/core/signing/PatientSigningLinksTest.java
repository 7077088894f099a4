package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** What a link is good for, whom it is given for, and how it ends. */
class PatientSigningLinksTest extends PatientPlace {
    /** The row by which the door of destruction takes along what other rooms keep of a record. */
    private static final String DESTROYED = """
            with d as (insert into destruction (id, tenant_id, facility_id, year, seq, ground, made_at, made_by)
                       values ('%1$s', '%2$s', '%3$s', 2050, 1, 'over', now(), '%4$s'))
            insert into destroyed_folder (folder_id, tenant_id, facility_id, patient_id, destruction_id, archive_number, treatment,
                                          ended_on, kept_as, retain_until, versions, messages, at)
            values ('%5$s', '%2$s', '%3$s', '%6$s', '%1$s', '1', 'INPATIENT', '2020-01-01', 'USUAL', '2040-01-01', 1, 0, now())
            """;

    @Test
    void a_link_that_leads_nowhere_is_answered_like_one_that_is_over_and_each_is_traced() {
        doctorSigns();
        PatientSignings.Begun cancelled = begin();
        room.patientSignings.cancel(room.doctor, room.open(room.doctor), sheet.id(), cancelled.id());
        PatientSignings.Begun expired = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(expired));
        room.hospital.database.update("update patient_signing set expires_at = now() where id = ?", expired.id());
        long before = traced("REFUSED", false);
        List<String> said = new ArrayList<>();
        for (String token : List.of("x", "A".repeat(43), token(cancelled), token(expired))) {
            for (Executable act : List.<Executable>of(
                    () -> room.patientPage.asked(PHONE, token),
                    () -> room.patientPage.document(PHONE, token),
                    () -> room.patientPage.refuse(PHONE, token, new PatientPage.Refusing("không ký")),
                    () -> room.patientPage.sign(PHONE, token, drawn(shown)))) {
                Refusal refusal = assertThrows(Refusal.class, act);
                said.add(refusal.code() + " " + refusal.getMessage() + refusal.fields());
            }
        }
        assertEquals(1, said.stream().distinct().count(), said::toString);
        assertEquals(before + 16, traced("REFUSED", false));
        assertEquals("EXPIRED", line(expired).state());
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, expired, null));
        begin();
    }

    @Test
    void one_place_is_asked_once_at_a_time_and_answered_once() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        refused(Code.CONFLICT, this::begin);
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        refused(Code.CONFLICT, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        refused(
                Code.CONFLICT,
                () -> room.patientPage.refuse(PHONE, token(begun), new PatientPage.Refusing("không ký nữa")));
        confirm(room.doctor, key, begun, null);
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        refused(Code.CONFLICT, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        refused(Code.CONFLICT, this::begin);
        refused(
                Code.CONFLICT,
                () -> room.patientSignings.cancel(room.doctor, room.open(room.doctor), sheet.id(), begun.id()));
        assertEquals(1, count("select count(*) as n from patient_signature"));
    }

    @Test
    void the_place_is_asked_of_a_patient_by_who_may_sign_when_its_turn_has_come() {
        refused(Code.NOT_YET, this::begin);
        assertFalse(room.page(room.doctor, sheet).places().get(PATIENTS).mayAsk());
        refused(Code.NOT_APPLICABLE, () -> begin(room.doctor, sheet, sheet.version(), DOCTORS));
        doctorSigns();
        refused(Code.CONFLICT, () -> begin(room.doctor, sheet, sheet.version() + 1, PATIENTS));
        refused(Code.CONFLICT, () -> begin(room.doctor, sheet, sheet.version(), 7));
        Caller student = room.somebody(Role.STUDENT);
        refused(Code.FORBIDDEN, () -> begin(student, sheet, sheet.version(), PATIENTS));
        assertFalse(room.page(student, sheet).places().get(PATIENTS).mayAsk());
        Sheet course = room.course(room.doctor);
        UUID entry = SigningRoom.entriesOf(course).getFirst().id();
        refused(
                Code.NOT_FOUND,
                () -> room.patientSignings.begin(
                        room.doctor,
                        room.open(room.doctor),
                        entry,
                        new PatientSignings.Asked(course.version(), 0),
                        "https://emr.example"));
        assertTrue(room.page(room.doctor, sheet).places().get(PATIENTS).mayAsk());
        assertFalse(room.page(room.doctor, sheet).places().get(PATIENTS).mayNow());
        PatientSignings.Begun begun = begin(room.nurse, sheet, sheet.version(), PATIENTS);
        refused(Code.FORBIDDEN, () -> room.patientSignings.cancel(student, room.open(student), sheet.id(), begun.id()));
    }

    @Test
    void a_document_that_changed_is_shown_anew_before_it_is_signed() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        refused(
                Code.NOT_YET,
                () -> room.patientPage.sign(PHONE, token(begun), drawn(new PatientPage.Shown(null, null, hash()))));
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        byte[] longer = Arrays.copyOf(shown.file(), shown.file().length + 1);
        longer[longer.length - 1] = '\n';
        room.hospital.database.run(t -> SignedDocuments.append(
                t, shown.documentId(), 2, room.blobs.put(longer), longer.length, "EXTENDED", Instant.now()));
        refused(Code.CONFLICT, () -> room.patientPage.sign(PHONE, token(begun), drawn(shown)));
        PatientPage.Shown anew = room.patientPage.document(PHONE, token(begun));
        assertEquals(BlobStore.name(longer), anew.sha256());
        room.patientPage.sign(PHONE, token(begun), drawn(anew));
        confirm(room.doctor, key, begun, null);
    }

    @Test
    void a_phone_reads_the_pages_as_pictures_and_has_seen_it_with_the_last() throws IOException {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Asked asked = room.patientPage.asked(PHONE, token(begun));
        assertTrue(asked.pages() > 0);
        for (int page = 1; page <= asked.pages(); page++) {
            assertNull(line(begun).seenAt());
            byte[] png = room.patientPage.page(PHONE, token(begun), asked.sha256(), page);
            assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 1_000);
        }
        assertTrue(line(begun).seenAt() != null);
        refused(Code.NOT_FOUND, () -> room.patientPage.page(PHONE, token(begun), asked.sha256(), asked.pages() + 1));
        refused(Code.NOT_FOUND, () -> room.patientPage.page(PHONE, token(begun), asked.sha256(), 0));
        refused(Code.CONFLICT, () -> room.patientPage.page(PHONE, token(begun), hash(), 1));
        refused(Code.CONFLICT, () -> room.patientPage.page(PHONE, token(begun), null, 1));
        refused(Code.NOT_FOUND, () -> room.patientPage.page(PHONE, "x", asked.sha256(), 1));
    }

    @Test
    void of_a_sheet_that_was_taken_back_nothing_is_signed_any_more() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        PatientPage.Shown shown = room.patientPage.document(PHONE, token(begun));
        room.patientPage.sign(PHONE, token(begun), drawn(shown));
        room.changes.revise(
                room.doctor,
                room.open(room.doctor),
                sheet.id(),
                new SheetChanges.Reasoned(sheet.version(), "ghi thiếu lý do"));
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        assertEquals(0, count("select count(*) as n from patient_signature"));
        assertEquals("SIGNED", line(begun).state());
    }

    @Test
    void who_led_the_patient_seals_it_with_their_own_key_and_pin() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        room.patientPage.sign(PHONE, token(begun), drawn(room.patientPage.document(PHONE, token(begun))));
        SigningKeys.Key colleagues = room.key(room.colleague);
        refused(Code.FORBIDDEN, () -> confirm(room.colleague, colleagues, begun, null));
        refused(Code.NOT_FOUND, () -> confirm(room.doctor, colleagues, begun, null));
        refused(
                Code.WRONG_CREDENTIALS,
                () -> room.patientSeals.confirm(
                        room.doctor,
                        room.open(room.doctor),
                        sheet.id(),
                        begun.id(),
                        new PatientSeals.Confirmation(key.id(), "000000", null)));
        refused(Code.MALFORMED_FIELD, () -> confirm(room.doctor, key, begun, room.doctor.id()));
        refused(Code.MALFORMED_FIELD, () -> confirm(room.doctor, key, begun, Ids.next()));
        Sheet other = room.completed(room.doctor, LEAVING);
        refused(
                Code.NOT_FOUND,
                () -> room.patientSeals.confirm(
                        room.doctor,
                        room.open(room.doctor),
                        other.id(),
                        begun.id(),
                        new PatientSeals.Confirmation(key.id(), TrialAuthority.PIN, null)));
        refused(
                Code.NOT_FOUND,
                () -> room.patientSignings.cancel(room.doctor, room.open(room.doctor), other.id(), begun.id()));
        assertEquals(0, count("select count(*) as n from patient_signature"));
        confirm(room.doctor, key, begun, null);
    }

    @Test
    void a_patient_may_refuse_and_the_staff_reads_why() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> room.patientPage.refuse(PHONE, token(begun), new PatientPage.Refusing(" ")));
        room.patientPage.refuse(PHONE, token(begun), new PatientPage.Refusing("Tôi muốn hỏi gia đình trước"));
        assertEquals("REFUSED", line(begun).state());
        assertEquals("Tôi muốn hỏi gia đình trước", line(begun).refusal());
        refused(Code.CONFLICT, () -> confirm(room.doctor, key, begun, null));
        assertTrue(room.page(room.doctor, sheet).places().get(PATIENTS).waits());
        begin();
    }

    @Test
    void a_destroyed_record_takes_the_drawing_and_all_of_it_along() {
        doctorSigns();
        PatientSignings.Begun begun = begin();
        room.patientPage.sign(PHONE, token(begun), drawn(room.patientPage.document(PHONE, token(begun))));
        confirm(room.doctor, key, begun, null);
        String drawing = room.hospital
                .database
                .first("select drawing from patient_signature", row -> row.text("drawing"))
                .orElseThrow();
        room.hospital.asOwner(DESTROYED.formatted(
                Ids.next(), room.hospital.tenant, room.hospital.facility, room.doctor.id(), room.folder, room.patient));
        assertEquals(0, count("select count(*) as n from patient_signature"));
        assertEquals(0, count("select count(*) as n from patient_signing"));
        assertEquals(1, count("select count(*) as n from destroyed_file where sha256 = '" + drawing + "'"));
    }
}
