package vn.emr.core.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.emr.core.postgres.PrivateFiles;

/**
 * What must be had in clear again: settings of sources that open another system, secrets of second factors; sealed with AES-256-GCM under a key that lies beside the database and not in
 * it: {@code keys/settings.key}, made at the first start, mode 0600. Each is bound to its owner (source, account) and its name, so that it opens
 * nowhere else. Who reads the database alone, or a dump of it, reads none of them.
 */
@ApplicationScoped
public class SealedSettings {
    private static final Set<String> SECRET = Set.of("password", "bearer", "webhook-secret");
    private static final Logger LOG = Logger.getLogger(SealedSettings.class);
    private static final String MARK = "sealed-1:";
    private static final String FILE = "settings.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** @throws UncheckedIOException when the key can neither be read nor made */
    @Inject
    public SealedSettings(@ConfigProperty(name = "emr.data.dir") String dataDir) {
        this.key = new SecretKeySpec(keyIn(Path.of(dataDir, "keys")), "AES");
    }

    private byte[] keyIn(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[KEY_BYTES];
                random.nextBytes(made);
                PrivateFiles.folder(folder, "rwx------");
                PrivateFiles.write(file, Base64.getEncoder().encodeToString(made) + "\n");
            }
            byte[] kept = Base64.getDecoder().decode(Files.readString(file).strip());
            if (kept.length != KEY_BYTES) {
                throw new IOException(file + " is not a key of " + KEY_BYTES + " bytes");
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException(file + " is not base64", e));
        }
    }

    /** Whether a setting of this name opens another system: it is kept sealed and never shown. */
    public static boolean secret(String name) {
        return SECRET.contains(name);
    }

    /** Whether a kept value is sealed; those of before are in clear. */
    public static boolean sealed(String kept) {
        return kept.startsWith(MARK);
    }

    /** A secret as it is kept. */
    public String seal(UUID sourceId, String name, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, sourceId, name).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return MARK + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The settings of a source as its door needs them; one that cannot be opened is left out, and the log says so. */
    public Map<String, String> open(UUID sourceId, Map<String, String> kept) {
        Map<String, String> opened = new LinkedHashMap<>(kept);
        kept.forEach((name, value) -> {
            if (value != null && secret(name) && sealed(value)) {
                opened.computeIfPresent(name, (n, v) -> text(sourceId, name, value));
            }
        });
        return opened;
    }

    /** Null when it was sealed under another key, for another owner or another name; the log says so. */
    public String text(UUID sourceId, String name, String value) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(value.substring(MARK.length())));
            byte[] nonce = new byte[NONCE_BYTES];
            all.get(nonce);
            byte[] closed = new byte[all.remaining()];
            all.get(closed);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, nonce, sourceId, name).doFinal(closed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
            LOG.errorf(
                    "secret %s of %s cannot be opened with keys/%s: bring that file back from the backup, or set"
                            + " it again",
                    name, sourceId, FILE);
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID sourceId, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((sourceId + " " + name).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
