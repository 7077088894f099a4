package vn.emr.api.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.PrivateFiles;

/** The RSA key pair that signs sign-in tokens (RFC 7518 section 3.3), made at first start and never shipped. */
record TokenKeys(Path privateKey, Path publicKey) {
    private static final int BITS = 3072;

    /** The pair in {@code keys}, made when absent; the private one is written last, so its presence means both are. */
    static TokenKeys in(Path keys) {
        TokenKeys pair = new TokenKeys(keys.resolve("token-private.pem"), keys.resolve("token-public.pem"));
        try {
            PrivateFiles.folder(keys, "rwx------");
            if (!Files.exists(pair.privateKey())) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                KeyPair made = generator.generateKeyPair();
                PrivateFiles.write(
                        pair.publicKey(), pem("PUBLIC KEY", made.getPublic().getEncoded()));
                PrivateFiles.write(
                        pair.privateKey(), pem("PRIVATE KEY", made.getPrivate().getEncoded()));
            }
            return pair;
        } catch (IOException e) {
            throw new DatabaseUnusable("The folder " + keys + " cannot be written: " + e.getMessage() + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
