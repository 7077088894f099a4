package vn.emr.core.signature;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import vn.emr.core.Refusal;

/** A key in a {@link Pkcs11Token}, usable as long as the token is open. */
public final class Pkcs11Key implements SigningKey {
    private final Provider provider;
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Algorithm algorithm;

    Pkcs11Key(Provider provider, PrivateKey key, List<X509Certificate> chain, Algorithm algorithm) {
        this.provider = provider;
        this.key = key;
        this.chain = chain;
        this.algorithm = algorithm;
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

    /** @throws Refusal TEMPORARY when the token was taken away or does not sign in this way */
    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            Signature engine = algorithm.engine(provider);
            engine.initSign(key);
            engine.update(toBeSigned);
            return engine.sign();
        } catch (GeneralSecurityException | ProviderException e) {
            throw Pkcs11Token.silent();
        }
    }

    /** The token stays open for its other keys. */
    @Override
    public void close() {
        // The token is closed by whoever opened it.
    }
}
