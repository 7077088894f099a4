package vn.emr.api.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.PrivateFiles;

/**
 * The key pair on the curve P-256 that signs sign-in tokens (ES256, RFC 7518 section 3.4), made at first start and never
 * shipped. An RSA pair of that strength takes a second of both cores to find.
 */
record TokenKeys(Path privateKey, Path publicKey) {
    private static final ECGenParameterSpec CURVE = new ECGenParameterSpec("secp256r1");

    /** The pair in {@code keys}, made when absent; the private one is written last, so its presence means both are. */
    static TokenKeys in(Path keys) {
        TokenKeys pair = new TokenKeys(keys.resolve("token-ec-private.pem"), keys.resolve("token-ec-public.pem"));
        try {
            PrivateFiles.folder(keys, "rwx------");
            if (!Files.exists(pair.privateKey())) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(CURVE);
                KeyPair made = generator.generateKeyPair();
                PrivateFiles.write(
                        pair.publicKey(), pem("PUBLIC KEY", made.getPublic().getEncoded()));
                PrivateFiles.write(
                        pair.privateKey(), pem("PRIVATE KEY", made.getPrivate().getEncoded()));
            }
            return pair;
        } catch (IOException e) {
            throw new DatabaseUnusable("The folder " + keys + " cannot be written: " + e.getMessage() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has this curve", e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
