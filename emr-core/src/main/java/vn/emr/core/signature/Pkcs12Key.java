package vn.emr.core.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * A key in a PKCS#12 file. The law asks for a device that protects the key (TT 15/2025/TT-BKHCN PL I rows 1.8 to 1.10), which a
 * file is not: for trials, and for those whose authority issues files.
 */
public final class Pkcs12Key implements SigningKey {
    /** A key with a chain has some 5 KB. */
    private static final int LARGEST_FILE = 64 * 1024;

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Algorithm algorithm;

    private Pkcs12Key(PrivateKey key, List<X509Certificate> chain, Algorithm algorithm) {
        this.key = key;
        this.chain = chain;
        this.algorithm = algorithm;
    }

    /**
     * Opens a file, for the usual algorithm of its key.
     *
     * @throws Refusal FORBIDDEN when the PIN is wrong; MALFORMED_FIELD for a damaged file, one without a key, or more than 64 KiB
     */
    public static Pkcs12Key open(byte[] file, char[] pin) {
        return open(file, pin, null);
    }

    /**
     * Opens a file.
     *
     * @param algorithm null: the usual one of its key
     * @throws Refusal FORBIDDEN when the PIN is wrong; MALFORMED_FIELD for a damaged file, one without a key, a key that does not
     *     sign so, or more than 64 KiB
     */
    public static Pkcs12Key open(byte[] file, char[] pin, Algorithm algorithm) {
        if (file.length > LARGEST_FILE) {
            throw damaged();
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), pin);
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                if (store.isKeyEntry(alias) && chain != null && chain.length > 0) {
                    return of((PrivateKey) store.getKey(alias, pin), chain, algorithm);
                }
            }
            throw damaged();
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException ? wrongPin() : damaged();
        } catch (UnrecoverableKeyException e) {
            throw wrongPin();
        } catch (GeneralSecurityException | ClassCastException | IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static Pkcs12Key of(PrivateKey key, Certificate[] chain, Algorithm asked) {
        List<X509Certificate> certificates =
                Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        Algorithm algorithm =
                asked == null ? Algorithm.usual(certificates.getFirst().getPublicKey()) : asked;
        if (!algorithm.fits(certificates.getFirst().getPublicKey())) {
            throw new Refusal(Code.MALFORMED_FIELD, "the key in the file does not sign in this way");
        }
        return new Pkcs12Key(key, certificates, algorithm);
    }

    private static Refusal wrongPin() {
        return new Refusal(Code.FORBIDDEN, "the PIN of the key is wrong", "pin");
    }

    private static Refusal damaged() {
        return new Refusal(Code.MALFORMED_FIELD, "no PKCS#12 file with a key and its certificate", "file");
    }

    @Override
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            Signature engine = algorithm.engine();
            engine.initSign(key);
            engine.update(toBeSigned);
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "the key does not sign in this way");
        }
    }

    /** Java has no way to wipe the key; it goes with this object. */
    @Override
    public void close() {
        // Nothing is held open.
    }
}
