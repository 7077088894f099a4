package vn.emr.core.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.audit.Digest;
import vn.emr.core.postgres.PrivateFiles;

/**
 * The Ed25519 key that signs checkpoints: {@code keys/checkpoint.key}, made at the first start, mode 0600; beside it
 * {@code checkpoint.pub}, which belongs into other hands, for with it anybody can check what was told.
 */
@ApplicationScoped
public class SigningKey {
    private static final String PRIVATE = "checkpoint.key";
    private static final String PUBLIC = "checkpoint.pub";
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    /** @throws UncheckedIOException when the key can neither be read nor made */
    @Inject
    public SigningKey(@ConfigProperty(name = "emr.data.dir") String dataDir) {
        Path folder = Path.of(dataDir, "keys");
        Path secret = folder.resolve(PRIVATE);
        try {
            if (!Files.exists(secret)) {
                make(folder);
            }
            byte[] kept = Base64.getDecoder().decode(Files.readString(secret).strip());
            this.privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(kept));
            this.publicKey = read(folder.resolve(PUBLIC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException(secret + " is not an Ed25519 key", e));
        }
    }

    /** The public one first, so that a crash in between leaves no key without it. */
    private static void make(Path folder) throws IOException, GeneralSecurityException {
        KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        PrivateFiles.folder(folder, "rwx------");
        PrivateFiles.write(folder.resolve(PUBLIC), pem(made.getPublic()));
        PrivateFiles.write(
                folder.resolve(PRIVATE),
                Base64.getEncoder().encodeToString(made.getPrivate().getEncoded()) + "\n");
    }

    /** For who checks what was told. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The public key as a PEM text. */
    public String publicPem() {
        return pem(publicKey);
    }

    /**
     * A public key from its PEM file.
     *
     * @throws IOException when there is none
     */
    public static PublicKey read(Path pem) throws IOException {
        String base64 =
                Files.readString(pem).replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(pem + " is not a public Ed25519 key", e);
        }
    }

    private static String pem(PublicKey key) {
        return BEGIN + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n" + END + "\n";
    }

    /** Names a public key: the first 16 hex digits of its SHA-256. */
    static String name(PublicKey key) {
        return HexFormat.of().formatHex(Digest.sha256().digest(key.getEncoded()), 0, 8);
    }

    String name() {
        return name(publicKey);
    }

    /** The signature of a text, for checkpoints and for what is taken out with a promise that it is whole. */
    public byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** Whether this server signed it. */
    boolean signed(Checkpoint checkpoint) {
        return checkpoint.signedBy(publicKey);
    }
}
