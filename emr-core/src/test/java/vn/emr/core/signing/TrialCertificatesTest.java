package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Sheet;
import vn.emr.core.signature.TrustList;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.TrustedCertificates.Adding;

/** Certificates without any value in law, in a demonstration and in real use. */
class TrialCertificatesTest {
    @TempDir
    Path data;

    private SigningRoom room;
    private TrustedCertificates real;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
        real = new TrustedCertificates(room.access, room.hospital.database, room.trail, room.clock, false);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void in_real_use_nobody_can_have_a_trial_authority_trusted_and_a_demonstration_can() {
        try (TrialAuthority another = TrialAuthority.start(null, 0, room.clock)) {
            for (X509Certificate one : another.authorities()) {
                Adding adding = new Adding(TrustedCertificates.der(one));
                Refusal refused = assertThrows(Refusal.class, () -> real.add(room.admin, adding));
                assertEquals(Code.NOT_APPLICABLE, refused.code());
                room.trusted.add(room.admin, adding);
            }
            X509Certificate person =
                    another.issue("BS Thử", "Bệnh viện Thử", "Khoa Nội").certificate();
            assertTrue(TrialAuthority.made(person));
        }
    }

    @Test
    void what_a_database_of_a_demonstration_trusts_is_not_trusted_in_real_use() {
        SigningKeys.Key key = room.key(room.doctor);
        Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        X509Certificate person = TrustedCertificates.certificate(room.hospital
                .database
                .first("select certificate from signing_key where id = ?", row -> row.bytes("certificate"), key.id())
                .orElseThrow());
        assertFalse(trusts(real.of(room.hospital.tenant), person));
        assertTrue(trusts(room.trusted.of(room.hospital.tenant), person));
        assertNull(room.sign(room.doctor, key, room.place(sheet, 0)).getFirst().code());
    }

    private boolean trusts(TrustList list, X509Certificate person) {
        return room.certificates
                .check(person, room.authority.authorities(), list, room.clock.instant())
                .trusted();
    }

    @Test
    void a_seal_alone_makes_nothing_wait_and_the_first_key_of_a_person_does() {
        var seal = room.authority.issue("Bệnh viện Thử", "Bệnh viện Thử", null);
        room.register.register(
                room.admin, new KeyRegister.Registering(seal.pkcs12(), seal.pin(), room.hospital.facility));
        room.completed(room.doctor, SigningRoom.MINUTES);
        assertEquals(0, room.inbox.counts(room.doctor).ready());
        room.key(room.doctor);
        room.completed(room.doctor, SigningRoom.MINUTES);
        assertEquals(1, room.inbox.counts(room.doctor).ready());
    }
}
