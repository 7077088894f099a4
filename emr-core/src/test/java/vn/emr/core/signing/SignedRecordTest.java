package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.exchange.Exchange;
import vn.emr.core.exchange.RecordFile;
import vn.emr.core.exchange.SignedExchange;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.signature.Authorities;
import vn.emr.core.signature.Cades;
import vn.emr.core.signature.Jades;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Signed;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.Xades;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** A record that leaves as XML is signed by who takes it out, and by nobody else. */
class SignedRecordTest {
    private static final String XMLSEC = "/usr/bin/xmlsec1";

    @TempDir
    Path data;

    private SigningRoom room;
    private Exchange exchange;
    private SignedExchange signing;
    private UUID patient;
    private UUID folder;
    private Caller signer;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        Authorities authorities = new Authorities(Optional.of(room.authority.timestampAddress()));
        exchange = new Exchange(room.access, room.hospital.database, null, room.forms, room.clock);
        signing = new SignedExchange(
                exchange,
                new RecordSigning(
                        room.access,
                        room.signers,
                        room.hospital.database,
                        room.keys,
                        room.pins,
                        room.trusted,
                        new Xades(authorities, room.certificates),
                        new Jades(authorities, room.certificates),
                        new Cades(authorities, room.certificates),
                        room.trail,
                        room.clock));
        patient = room.hospital.patient("Nguyễn Văn Xuất");
        UUID visit = room.hospital.stay(patient, room.ward, null, null, false);
        room.hospital.folder(patient, visit, room.hospital.facility, RecordFolder.State.COMPLETED);
        folder = room.hospital
                .database
                .first("select folder_id from record_folder where encounter_id = ?", r -> r.uuid("folder_id"), visit)
                .orElseThrow();
        signer = somebody(Role.RECORDS_CLERK, Role.DOCTOR);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void who_takes_a_record_out_signs_it_and_everybody_finds_it_valid() throws Exception {
        Signed signed = xml(signer, room.key(signer).id(), TrialAuthority.PIN);
        assertEquals(Level.LT, signed.level());
        List<Verdict> verdicts =
                room.lookup.file(room.hospital.tenant, signed.file()).signatures();
        assertEquals(1, verdicts.size());
        Verdict verdict = verdicts.getFirst();
        assertEquals(Verdict.State.VALID, verdict.state(), verdict::toString);
        assertTrue(verdict.intact() && verdict.coversWholeFile() && verdict.timestamp() != null, verdict::toString);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new ByteArrayInputStream(exchange.xmlSchema())))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(signed.file())));
        RecordFile read = RecordFile.read(signed.file());
        RecordFile plain = RecordFile.read(exchange.xml(signer, grant(signer), folder));
        assertTrue(read.signed() && !plain.signed());
        assertEquals(plain.content(), read.content(), "a signature is no part of what the record says");
        assertEquals(
                1,
                room.hospital
                        .database
                        .first(
                                "select count(*)::int as n from audit_event where kind = 'SIGN' and detail like ? and object_id = ?",
                                row -> row.integer("n"),
                                "XAdES LT sha256 " + BlobStore.name(signed.file()),
                                folder)
                        .orElseThrow());

        String changed =
                new String(signed.file(), StandardCharsets.UTF_8).replace("Nguyễn Văn Xuất", "Nguyễn Văn Suất");
        Verdict broken = room.lookup
                .file(room.hospital.tenant, changed.getBytes(StandardCharsets.UTF_8))
                .signatures()
                .getFirst();
        assertFalse(broken.intact(), broken::toString);
        assumeTrue(Files.isExecutable(Path.of(XMLSEC)), "xmlsec1 is not installed");
        assertEquals(0, xmlsec(signed.file()));
        assertTrue(xmlsec(changed.getBytes(StandardCharsets.UTF_8)) != 0);
    }

    @Test
    void it_leaves_as_signed_json_and_in_a_container_too_and_each_holds_the_record_as_it_is() throws Exception {
        var with = new RecordSigning.With(room.key(signer).id(), TrialAuthority.PIN);
        byte[] xml = exchange.xml(signer, grant(signer), folder);
        byte[] json = exchange.json(signer, grant(signer), folder);
        byte[] jws = signing.json(signer, grant(signer), folder, RecordSigning.Form.JADES, with)
                .file();
        byte[] xmlInside = signing.xml(signer, grant(signer), folder, RecordSigning.Form.CADES, with)
                .file();
        byte[] jsonInside = signing.json(signer, grant(signer), folder, RecordSigning.Form.CADES, with)
                .file();
        assertArrayEquals(
                json,
                Base64.getUrlDecoder()
                        .decode(new ObjectMapper().readTree(jws).get("payload").asText()));
        assertArrayEquals(
                xml, (byte[]) new CMSSignedData(xmlInside).getSignedContent().getContent());
        assertArrayEquals(
                json, (byte[]) new CMSSignedData(jsonInside).getSignedContent().getContent());
        for (byte[] file : List.of(jws, xmlInside, jsonInside)) {
            Verdict verdict =
                    room.lookup.file(room.hospital.tenant, file).signatures().getFirst();
            assertEquals(Verdict.State.VALID, verdict.state(), verdict::toString);
            assertEquals(Level.LT, verdict.level());
        }
        assertEquals(3, traced(true));
        Caller clerk = somebody(Role.RECORDS_CLERK);
        for (var form : List.of(RecordSigning.Form.JADES, RecordSigning.Form.CADES)) {
            refused(Code.FORBIDDEN, () -> signing.json(clerk, grant(clerk), folder, form, with));
        }
    }

    @Test
    void nobody_signs_with_the_key_of_somebody_else_a_wrong_pin_an_ended_key_or_without_the_right() {
        UUID own = room.key(signer).id();
        UUID others = room.key(room.doctor).id();
        refused(Code.NOT_FOUND, () -> xml(signer, others, TrialAuthority.PIN));
        refused(Code.WRONG_CREDENTIALS, () -> xml(signer, own, "654321"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> xml(signer, own, null));
        refused(Code.REQUIRED_FIELD_MISSING, () -> xml(signer, null, TrialAuthority.PIN));
        Caller clerk = somebody(Role.RECORDS_CLERK);
        refused(Code.FORBIDDEN, () -> xml(clerk, own, TrialAuthority.PIN));
        refused(Code.FORBIDDEN, () -> xml(room.doctor, others, TrialAuthority.PIN));
        room.keys.end(signer, own);
        refused(Code.NOT_FOUND, () -> xml(signer, own, TrialAuthority.PIN));
        assertEquals(0, traced(true));
        assertEquals(5, traced(false), "each that came as far as signing");
    }

    @Test
    void the_seal_of_the_facility_signs_for_who_may_seal_and_only_records_of_that_facility() {
        UUID seal = seal(room.hospital.facility);
        UUID other = seal(room.hospital.facility("79999"));
        Caller director = somebody(Role.RECORDS_CLERK, Role.DIRECTOR);
        assertEquals(Level.LT, xml(director, seal, TrialAuthority.PIN).level());
        refused(Code.FORBIDDEN, () -> xml(director, other, TrialAuthority.PIN));
        refused(Code.NOT_FOUND, () -> xml(signer, seal, TrialAuthority.PIN));
        Caller configures = somebody(Role.RECORDS_CLERK, Role.DOCTOR, Role.IT_ADMIN);
        refused(Code.FORBIDDEN, () -> xml(configures, seal, TrialAuthority.PIN));
    }

    private UUID seal(UUID facility) {
        var issued = room.authority.issue("Bệnh viện Thử", "Bệnh viện Thử", null);
        return room.register
                .register(room.admin, new KeyRegister.Registering(issued.pkcs12(), issued.pin(), facility))
                .id();
    }

    private Caller somebody(Role... roles) {
        UUID account = room.hospital.account("nv-" + Ids.next(), "x", roles[0], room.ward);
        return room.hospital.with(
                account,
                Arrays.stream(roles)
                        .map(role -> role.of(room.hospital.facility, room.ward))
                        .toList());
    }

    private Signed xml(Caller caller, UUID key, String pin) {
        return signing.xml(caller, grant(caller), folder, RecordSigning.Form.XADES, new RecordSigning.With(key, pin));
    }

    private Grant grant(Caller caller) {
        return room.access.open(caller, caller.purpose(), patient);
    }

    private int traced(boolean success) {
        return room.hospital
                .database
                .first(
                        "select count(*)::int as n from audit_event where kind = 'SIGN' and success = ? and object_id = ?",
                        row -> row.integer("n"),
                        success,
                        folder)
                .orElseThrow();
    }

    private int xmlsec(byte[] signed) throws Exception {
        List<X509Certificate> authorities = room.authority.authorities();
        Path file = Files.write(data.resolve("signed.xml"), signed);
        Process process = new ProcessBuilder(
                        XMLSEC,
                        "--verify",
                        "--trusted-pem",
                        pem("root.pem", authorities.getFirst()),
                        "--untrusted-pem",
                        pem("issuer.pem", authorities.getLast()),
                        "--id-attr:Id",
                        "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("xmlsec.txt").toFile())
                .start();
        return process.waitFor();
    }

    private String pem(String name, X509Certificate certificate) throws Exception {
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(data.resolve(name), text).toString();
    }

    private static void refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
    }
}
