package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.Sheet;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Verdict;

/** Keys in a token of SoftHSM. */
class DeviceKeysTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String TOKEN_PIN = "1234";

    @TempDir
    Path data;

    @Test
    void a_key_in_the_device_signs_by_the_pin_that_its_owner_set_and_nobody_else_knows() throws Exception {
        assumeTrue(Files.exists(LIBRARY) && System.getenv("SOFTHSM2_CONF") != null, "SoftHSM is not installed");
        emptyToken();
        Path pin = Files.writeString(data.resolve("pin"), TOKEN_PIN + "\n");
        SigningDevice device = new SigningDevice(Optional.of(LIBRARY), 0, Optional.of(pin));
        try (SigningRoom room = new SigningRoom(data, device)) {
            fill(room);
            DeviceKeys keys = new DeviceKeys(
                    room.access, room.hospital.database, room.trail, device, room.keys, room.register, room.pins);
            refused(Code.FORBIDDEN, () -> keys.list(room.doctor));
            String sha256 = keys.list(room.admin).certificates().getFirst().sha256();
            SigningKeys.Key key = keys.give(room.admin, new DeviceKeys.Giving(sha256, room.doctor.id(), null));
            Sheet sheet = room.completed(room.doctor, SigningRoom.MINUTES);

            refused(Code.NOT_APPLICABLE, () -> room.sign(room.doctor, key, room.place(sheet, 0)));
            refused(Code.FORBIDDEN, () -> keys.pin(room.admin, key.id(), new DeviceKeys.Pin(null, "123456")));
            refused(Code.NOT_FOUND, () -> keys.pin(room.nurse, key.id(), new DeviceKeys.Pin(null, "123456")));
            refused(Code.MALFORMED_FIELD, () -> keys.pin(room.doctor, key.id(), new DeviceKeys.Pin(null, "123")));
            assertEquals(Boolean.FALSE, key.pinSet());
            keys.pin(room.doctor, key.id(), new DeviceKeys.Pin(null, "123456"));
            assertEquals(
                    Boolean.TRUE, room.keys.list(room.doctor).keys().getFirst().pinSet());
            refused(
                    Code.WRONG_CREDENTIALS,
                    () -> keys.pin(room.doctor, key.id(), new DeviceKeys.Pin("000000", "654321")));
            refused(
                    Code.WRONG_CREDENTIALS,
                    () -> room.signing.sign(
                            room.doctor, new Signing.Batch(key.id(), TOKEN_PIN, List.of(room.place(sheet, 0)))));

            Signing.Outcome outcome =
                    room.sign(room.doctor, key, room.place(sheet, 0)).getFirst();
            assertNull(outcome.code(), outcome::toString);
            assertEquals(Level.LT, outcome.level());
            byte[] file = room.documents.file(room.doctor, room.open(room.doctor), sheet.id(), null, null);
            assertEquals(
                    Verdict.State.VALID,
                    room.lookup
                            .file(room.hospital.tenant, file)
                            .signatures()
                            .getFirst()
                            .state());
        } finally {
            device.close();
        }
    }

    @Test
    void where_there_is_no_device_nothing_is_listed_and_no_key_is_given() {
        SigningDevice none = new SigningDevice(Optional.empty(), 0, Optional.empty());
        try (SigningRoom room = new SigningRoom(data, none)) {
            DeviceKeys keys = new DeviceKeys(
                    room.access, room.hospital.database, room.trail, none, room.keys, room.register, room.pins);
            assertFalse(keys.list(room.admin).there());
            refused(
                    Code.NOT_APPLICABLE,
                    () -> keys.give(room.admin, new DeviceKeys.Giving("00", room.doctor.id(), null)));
            refused(Code.REQUIRED_FIELD_MISSING, () -> keys.give(room.admin, new DeviceKeys.Giving("00", null, null)));
        }
    }

    /** The library finds its settings by the environment of the process, which the build sets. */
    private void emptyToken() throws Exception {
        Path tokens = Files.createDirectory(data.resolve("tokens"));
        Path settings =
                Files.writeString(Path.of(System.getenv("SOFTHSM2_CONF")), "directories.tokendir = " + tokens + "\n");
        ProcessBuilder init = new ProcessBuilder(
                "softhsm2-util", "--init-token", "--free", "--label", "emr", "--so-pin", "1234", "--pin", TOKEN_PIN);
        init.environment().put("SOFTHSM2_CONF", settings.toString());
        assertEquals(0, init.redirectErrorStream(true).start().waitFor());
    }

    private static void fill(SigningRoom room) throws Exception {
        var provider = Security.getProvider("SunPKCS11")
                .configure("--name=filling\nlibrary=" + LIBRARY + "\nslotListIndex=0\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, TOKEN_PIN.toCharArray());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        X509Certificate certificate = room.authority.certify(
                pair.getPublic(),
                "BS. Trong Token",
                "Bệnh viện Thử",
                null,
                now.minusSeconds(60),
                now.plusSeconds(86_400));
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(room.authority.authorities().reversed());
        store.setKeyEntry("key", pair.getPrivate(), null, chain.toArray(Certificate[]::new));
        ((AuthProvider) provider).logout();
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
