package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.PrintAccess.Visitor;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.record.Sheet;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.Drawing.Point;
import vn.emr.core.signing.Drawing.Stroke;
import vn.emr.core.signing.PatientAnswer.Match;
import vn.emr.core.signing.PatientAnswer.Relation;
import vn.emr.core.signing.PatientAnswer.Signer;

/** A sheet that the doctor signs and then the patient, and what both sides do there. */
abstract class PatientPlace {
    /** Giấy cam kết ra viện không theo chỉ định: the doctor signs, then the patient. */
    static final String LEAVING = "46/BV2";

    static final int PATIENTS = 0;
    static final int DOCTORS = 1;
    static final Visitor PHONE = new Visitor(null, "10.1.2.3", "Mozilla/5.0 (Điện thoại; Android 14)", "r-1");
    static final Drawing DRAWN =
            new Drawing(List.of(new Stroke(List.of(new Point(20, 90), new Point(200, 30), new Point(420, 150)))));

    @TempDir
    Path data;

    SigningRoom room;
    SigningKeys.Key key;
    Sheet sheet;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        key = room.key(room.doctor);
        sheet = room.completed(room.doctor, LEAVING);
    }

    @AfterEach
    void close() {
        room.close();
    }

    void doctorSigns() {
        assertNull(room.sign(room.doctor, key, room.place(sheet, DOCTORS))
                .getFirst()
                .code());
    }

    PatientSignings.Begun begin() {
        return begin(room.doctor, sheet, sheet.version(), PATIENTS);
    }

    PatientSignings.Begun begin(Caller caller, Sheet of, int version, int place) {
        return room.patientSignings.begin(
                caller, room.open(caller), of.id(), new PatientSignings.Asked(version, place), "https://emr.example");
    }

    PatientSeals.Sealed confirm(Caller caller, SigningKeys.Key with, PatientSignings.Begun begun, UUID secondWitness) {
        return room.patientSeals.confirm(
                caller,
                room.open(caller),
                sheet.id(),
                begun.id(),
                new PatientSeals.Confirmation(with.id(), TrialAuthority.PIN, secondWitness));
    }

    PatientSignings.Line line(PatientSignings.Begun begun) {
        return room.patientSignings.of(room.doctor, room.open(room.doctor), sheet.id()).signings().stream()
                .filter(one -> one.id().equals(begun.id()))
                .findFirst()
                .orElseThrow();
    }

    static String token(PatientSignings.Begun begun) {
        return begun.address().substring(begun.address().lastIndexOf('/') + 1);
    }

    static PatientAnswer drawn(PatientPage.Shown shown) {
        return answer(shown, SigningMethod.DRAWN, DRAWN, null, null);
    }

    static PatientAnswer answer(
            PatientPage.Shown shown, SigningMethod method, Drawing drawing, String code, Match match) {
        return new PatientAnswer(
                Signer.PATIENT, null, null, null, null, method, drawing, code, match, true, shown.sha256());
    }

    static PatientAnswer byCode(PatientPage.Shown shown, String code, Relation relation) {
        return new PatientAnswer(
                Signer.REPRESENTATIVE,
                "Nguyễn Thị Con",
                relation,
                null,
                "Người bệnh hôn mê",
                SigningMethod.CODE,
                null,
                code,
                null,
                true,
                shown.sha256());
    }

    /** Six digits that are not these. */
    static String other(String digits) {
        return digits.equals("111111") ? "222222" : "111111";
    }

    static String hash() {
        return "0".repeat(64);
    }

    String name(Caller caller) {
        return room.hospital.database.inTransaction(caller::displayName);
    }

    static String evidence(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            return document.getLastSignatureDictionary().getContactInfo();
        }
    }

    static void assertArrayPrefix(byte[] beginning, byte[] whole) {
        assertTrue(Arrays.equals(beginning, Arrays.copyOf(whole, beginning.length)), "nothing before was changed");
    }

    long count(String sql) {
        return room.hospital.database.first(sql, row -> row.number("n")).orElseThrow();
    }

    long traced(String kind, boolean success) {
        return room.hospital
                .database
                .first(
                        "select count(*) as n from audit_event where kind = ? and success = ? and tenant_id = ?",
                        row -> row.number("n"),
                        kind,
                        success,
                        room.hospital.tenant)
                .orElseThrow();
    }

    static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
