package vn.emr.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;

/** What opens another system is kept so that the database alone gives it to nobody. */
class SealedSettingsTest {
    private static final String SECRET = "mật khẩu của kho ảnh";
    private final UUID source = Ids.next();

    @TempDir
    Path data;

    @Test
    void a_secret_comes_back_as_it_was_and_is_never_kept_the_same_way_twice() {
        SealedSettings sealed = new SealedSettings(data.toString());
        String kept = sealed.seal(source, "password", SECRET);
        assertTrue(SealedSettings.sealed(kept));
        assertFalse(kept.contains("kho"), kept);
        assertNotEquals(kept, sealed.seal(source, "password", SECRET));
        assertEquals(
                Map.of("password", SECRET, "username", "emr"),
                new SealedSettings(data.toString()).open(source, Map.of("password", kept, "username", "emr")));
    }

    @Test
    void a_secret_opens_for_its_own_source_and_name_only_and_not_when_it_was_changed() {
        SealedSettings sealed = new SealedSettings(data.toString());
        String kept = sealed.seal(source, "password", SECRET);
        assertEquals(Map.of(), sealed.open(Ids.next(), Map.of("password", kept)));
        assertEquals(Map.of(), sealed.open(source, Map.of("bearer", kept)));
        char last = kept.charAt(kept.length() - 3);
        String changed =
                kept.substring(0, kept.length() - 3) + (last == 'A' ? 'B' : 'A') + kept.substring(kept.length() - 2);
        assertEquals(Map.of(), sealed.open(source, Map.of("password", changed)));
        assertEquals(Map.of(), sealed.open(source, Map.of("password", "sealed-1:AAAA")));
        assertEquals(Map.of(), sealed.open(source, Map.of("password", "sealed-1:?")));
    }

    @Test
    void without_the_key_file_nothing_opens_and_with_a_copy_of_it_all_does() throws Exception {
        String kept = new SealedSettings(data.toString()).seal(source, "webhook-secret", SECRET);
        Path file = data.resolve("keys/settings.key");
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        Path elsewhere = data.resolve("elsewhere");
        assertEquals(Map.of(), new SealedSettings(elsewhere.toString()).open(source, Map.of("webhook-secret", kept)));
        Files.copy(file, elsewhere.resolve("keys/settings.key"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(
                Map.of("webhook-secret", SECRET),
                new SealedSettings(elsewhere.toString()).open(source, Map.of("webhook-secret", kept)));
        Files.writeString(file, "not a key");
        assertThrows(UncheckedIOException.class, () -> new SealedSettings(data.toString()));
    }

    @Test
    void what_was_kept_in_clear_before_is_read_as_it_is() {
        assertEquals(
                Map.of("password", "cũ"), new SealedSettings(data.toString()).open(source, Map.of("password", "cũ")));
    }
}
