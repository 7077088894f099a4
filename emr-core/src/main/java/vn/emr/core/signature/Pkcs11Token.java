package vn.emr.core.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;

/** A token or an HSM that speaks PKCS#11, opened once with its PIN; keys never leave it. For many threads. */
public final class Pkcs11Token implements AutoCloseable {
    /** What the configuration of Java's provider could misread is no path of a library. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._+/-]{1,250}");

    /** A token asks for its PIN once in a process: whoever opened it again would get in with any PIN. */
    private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

    private final String place;
    private final Provider provider;
    private final KeyStore store;

    private Pkcs11Token(String place, Provider provider, KeyStore store) {
        this.place = place;
        this.provider = provider;
        this.store = store;
    }

    /**
     * Opens the token in a slot. A wrong PIN counts against the token's own limit, after which it locks itself.
     *
     * @param library of the maker, an absolute path
     * @param slot its place among the slots that the library lists, from 0
     * @throws Refusal FORBIDDEN when the token does not take the PIN; NOT_APPLICABLE when there is no such library or token;
     *     CONFLICT when this process has it open already
     */
    public static Pkcs11Token open(Path library, int slot, char[] pin) {
        if (!PATH.matcher(library.toString()).matches() || slot < 0 || !Files.isRegularFile(library)) {
            throw noToken();
        }
        String place = library + " " + slot;
        if (!OPEN.add(place)) {
            throw new Refusal(Code.CONFLICT, "the token is open already");
        }
        try {
            return opened(place, library, slot, pin);
        } catch (Refusal refused) {
            OPEN.remove(place);
            throw refused;
        }
    }

    private static Pkcs11Token opened(String place, Path library, int slot, char[] pin) {
        try {
            Provider provider = Security.getProvider("SunPKCS11")
                    .configure("--name=emr\nlibrary=" + library + "\nslotListIndex=" + slot + "\n");
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new Pkcs11Token(place, provider, store);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new Refusal(Code.FORBIDDEN, "the token does not take the PIN", "pin");
            }
            throw noToken();
        } catch (GeneralSecurityException | InvalidParameterException | ProviderException e) {
            throw noToken();
        }
    }

    private static Refusal noToken() {
        return new Refusal(Code.NOT_APPLICABLE, "no token is reached by this library and slot", "library", "slot");
    }

    /** Those whose private key is in the token. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate one) {
                    certificates.add(one);
                }
            }
            return certificates;
        } catch (GeneralSecurityException | ProviderException e) {
            throw silent();
        }
    }

    /**
     * The key of a certificate.
     *
     * @param sha256 of the certificate, in hexadecimal digits
     * @param algorithm null: the usual one of the key
     * @throws Refusal NOT_FOUND when the token does not hold it, MALFORMED_FIELD when the key does not sign so
     */
    public Pkcs11Key key(String sha256, Algorithm algorithm) {
        try {
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.isKeyEntry(alias) ? store.getCertificateChain(alias) : null;
                if (chain != null && chain.length > 0 && named(chain[0]).equalsIgnoreCase(sha256)) {
                    List<X509Certificate> certificates = Arrays.stream(chain)
                            .map(X509Certificate.class::cast)
                            .toList();
                    return of((PrivateKey) store.getKey(alias, null), certificates, algorithm);
                }
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw silent();
        }
        throw new Refusal(Code.NOT_FOUND, "the token does not hold this certificate");
    }

    private Pkcs11Key of(PrivateKey key, List<X509Certificate> chain, Algorithm asked) {
        Algorithm algorithm = asked == null ? Algorithm.usual(chain.getFirst().getPublicKey()) : asked;
        if (!algorithm.fits(chain.getFirst().getPublicKey())) {
            throw new Refusal(Code.MALFORMED_FIELD, "the key in the token does not sign in this way");
        }
        return new Pkcs11Key(provider, key, chain, algorithm);
    }

    private static String named(Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(Digest.sha256().digest(certificate.getEncoded()));
    }

    static Refusal silent() {
        return new Refusal(Code.TEMPORARY, "the token does not answer; see whether it is plugged in");
    }

    /** Leaves the token; keys of it sign no more. */
    @Override
    public void close() {
        try {
            ((AuthProvider) provider).logout();
        } catch (LoginException | ProviderException gone) {
            // Whoever pulled it out left it already.
        } finally {
            OPEN.remove(place);
        }
    }
}
