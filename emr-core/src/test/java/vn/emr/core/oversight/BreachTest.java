package vn.emr.core.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.oversight.BreachPack.DataClass;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** What a breach touched is told to the officer: each person once, by kind of data, with a file that proves itself. */
class BreachTest {
    @TempDir
    Path folder;

    private final Instant began = Instant.now();
    private final Hospital hospital = new Hospital();
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final Access access = new Access(hospital.database, trail);
    private final UUID ward = hospital.department("NOI");
    private Breach breach;
    private SigningKey key;
    private Caller doctor;
    private Caller other;
    private Caller officer;
    private UUID one;

    @BeforeEach
    void two_people_are_opened_one_of_them_twice() {
        key = new SigningKey(folder.toString());
        breach = new Breach(access, hospital.database, trail, key, Clock.systemUTC());
        doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
        other = hospital.caller(hospital.account("bs2", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
        officer = hospital.caller(
                hospital.account("dpo", "x", Role.DATA_PROTECTION_OFFICER), Role.DATA_PROTECTION_OFFICER);
        one = patient("=cmd()", "BN1");
        UUID two = patient("Trần Thị Hai", "BN2");
        hospital.condition(two, "B20", "Bệnh kín");
        Grant first = open(doctor, one);
        access.section(first, "LABORATORY");
        access.print(first, "LABORATORY");
        access.reveal(open(other, one), IdentifierKind.PATIENT_NUMBER);
        open(doctor, two);
        UUID away = hospital.patient("Không Ở Khoa", "BN3", null, List.of());
        assertThrows(Refusal.class, () -> open(doctor, away));
    }

    private UUID patient(String name, String number) {
        UUID id = hospital.patient(name, number, null, List.of());
        hospital.stay(id, ward, null, null, false);
        return id;
    }

    private Grant open(Caller who, UUID id) {
        return access.open(who, who.purpose(), id);
    }

    private BreachQuestion question(String username, String number) {
        return new BreachQuestion(began.minusSeconds(60), Instant.now().plusSeconds(1), username, null, number, began);
    }

    @Test
    void each_person_counts_once_by_kind_of_data_and_those_under_labels_apart() {
        BreachPack pack = breach.pack(officer, question(null, null));
        assertEquals(2, pack.people().all());
        assertEquals(1, pack.people().restricted());
        assertEquals(
                List.of(2L, 1L, 0L, 0L),
                List.of(
                        pack.people().opened(),
                        pack.people().printed(),
                        pack.people().exported(),
                        pack.people().sent()));
        assertEquals(
                Map.of(DataClass.IDENTITY, 2L, DataClass.LABORATORY, 1L),
                pack.people().classes());
        BreachPack.Acting most = pack.accounts().getFirst();
        assertEquals(2, most.people());
        assertEquals(doctor.name(), most.name());
        assertEquals(
                1,
                pack.refusals().stream()
                        .filter(r -> r.object().equals("PATIENT"))
                        .count());
        assertTrue(pack.anomalies().stream().anyMatch(a -> a.kind().equals("NOT_UNDER_CARE")));
    }

    @Test
    void who_was_handed_over_on_request_counts_as_taken_out() {
        trail.append(List.of(access.event(doctor, Kind.DISCLOSED, one, "DISCLOSURE", Ids.next())));
        BreachPack pack = breach.pack(officer, question(null, null));
        assertEquals(List.of(2L, 1L), List.of(pack.people().all(), pack.people().exported()));
    }

    @Test
    void people_merged_into_one_count_as_one() {
        UUID twin = patient("Người Trùng", "BN4");
        open(doctor, twin);
        assertEquals(3, breach.pack(officer, question(null, null)).people().all());
        hospital.merge(twin, one);
        assertEquals(2, breach.pack(officer, question(null, null)).people().all());
    }

    @Test
    void an_account_and_a_person_narrow_it_and_the_clocks_run_from_when_it_was_known() {
        assertEquals(1, breach.pack(officer, question("bs2", null)).people().all());
        BreachPack pack = breach.pack(officer, question(null, "BN1"));
        assertEquals(1, pack.people().all());
        assertEquals(Duration.ofHours(72), Duration.between(pack.knownAt(), pack.authorityBy()));
        assertEquals(Duration.ofHours(24), Duration.between(pack.knownAt(), pack.securityFirstBy()));
        BreachQuestion before =
                new BreachQuestion(began.minusSeconds(900), began.minusSeconds(800), null, null, null, began);
        assertEquals(0, breach.pack(officer, before).people().all());
        assertEquals(List.of(), breach.pack(officer, before).accounts());
    }

    @Test
    void the_file_lists_the_people_neutralised_and_its_manifest_is_signed_over_every_digest() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        breach.export(officer, question(null, null)).write(out);
        Map<String, byte[]> files = unzip(out.toByteArray());
        assertEquals(
                List.of(
                        "tom-tat.json",
                        "nguoi-benh.csv",
                        "tai-khoan.csv",
                        "nhat-ky.csv",
                        "MANIFEST.json",
                        "MANIFEST.sig",
                        "checkpoint.pub"),
                List.copyOf(files.keySet()));
        String people = text(files, "nguoi-benh.csv");
        assertTrue(people.contains("BN1,'=cmd()") && people.contains("BN2,Trần Thị Hai"), people);
        assertEquals(3, people.lines().count());
        assertFalse(text(files, "tom-tat.json").contains("Trần Thị Hai"), "names stand in the list of people only");
        for (JsonNode entry :
                new ObjectMapper().readTree(files.get("MANIFEST.json")).get("files")) {
            byte[] bytes = files.get(entry.get("name").asText());
            assertEquals(
                    entry.get("sha256").asText(),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key.publicKey());
        signature.update(files.get("MANIFEST.json"));
        assertTrue(signature.verify(Base64.getDecoder().decode(text(files, "MANIFEST.sig"))));
    }

    @Test
    void asking_and_taking_it_out_are_traced_before_anything_is_given() {
        breach.pack(officer, question(null, "BN1"));
        breach.export(officer, question(null, null));
        assertEquals(
                List.of("OPEN " + one, "EXPORT -"),
                hospital.database.query(
                        "select kind || ' ' || coalesce(patient_id::text, '-') as line from audit_event"
                                + " where object_kind = 'BREACH' and tenant_id = ? order by id",
                        row -> row.text("line"),
                        hospital.tenant));
    }

    @Test
    void others_than_the_officer_and_questions_that_cannot_be_are_refused() {
        Caller admin = hospital.caller(hospital.account("it", "x", Role.IT_ADMIN), Role.IT_ADMIN);
        for (Caller who : List.of(doctor, admin)) {
            refused(Code.FORBIDDEN, () -> breach.pack(who, question(null, null)));
            refused(Code.FORBIDDEN, () -> breach.export(who, question(null, null)));
        }
        refused(Code.REQUIRED_FIELD_MISSING, () -> breach.pack(officer, null));
        refused(Code.NOT_FOUND, () -> breach.pack(officer, question("không có", null)));
        refused(Code.NOT_FOUND, () -> breach.pack(officer, question(null, "không có")));
        Instant long_ago = began.minus(Duration.ofDays(93));
        refused(
                Code.MALFORMED_FIELD,
                () -> breach.pack(officer, new BreachQuestion(long_ago, began, null, null, null, began)));
        refused(
                Code.MALFORMED_FIELD,
                () -> breach.pack(
                        officer,
                        new BreachQuestion(
                                began.minusSeconds(9), began, null, null, null, began.plus(Duration.ofDays(1)))));
        Caller stranger = new Hospital(hospital.address).caller(Role.DATA_PROTECTION_OFFICER);
        assertEquals(0, breach.pack(stranger, question(null, null)).people().all());
        refused(Code.NOT_FOUND, () -> breach.pack(stranger, question("bs", null)));
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
