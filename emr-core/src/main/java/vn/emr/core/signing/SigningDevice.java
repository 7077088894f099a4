package vn.emr.core.signing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.Pkcs11Token;
import vn.emr.core.signature.SigningKey;

/**
 * The device of the hospital that holds keys (HSM, token; PKCS#11). It is opened with the first key that is asked of it, by a PIN that
 * lies in a file of the server; after a fault it is opened anew.
 */
@ApplicationScoped
public class SigningDevice {
    private static final int LONGEST_PIN = 256;

    private final Optional<Path> library;
    private final int slot;
    private final Optional<Path> pin;
    private Pkcs11Token token;

    @Inject
    public SigningDevice(
            @ConfigProperty(name = "emr.signing.device") Optional<Path> library,
            @ConfigProperty(name = "emr.signing.device.slot", defaultValue = "0") int slot,
            @ConfigProperty(name = "emr.signing.device.pin.file") Optional<Path> pin) {
        this.library = library;
        this.slot = slot;
        this.pin = pin;
    }

    /** Whether the hospital has one. */
    public boolean there() {
        return library.isPresent();
    }

    /** @throws Refusal NOT_APPLICABLE when there is none or it is not reached */
    List<X509Certificate> certificates() {
        return token().certificates();
    }

    /**
     * A key of it.
     *
     * @param sha256 of its certificate
     * @throws Refusal NOT_APPLICABLE, NOT_FOUND; TEMPORARY when it does not answer
     */
    SigningKey key(String sha256, Algorithm algorithm) {
        try {
            return token().key(sha256, algorithm);
        } catch (Refusal refused) {
            if (refused.code() == Code.TEMPORARY) {
                close();
            }
            throw refused;
        }
    }

    private synchronized Pkcs11Token token() {
        if (library.isEmpty() || pin.isEmpty()) {
            throw new Refusal(Code.NOT_APPLICABLE, "the hospital has no device for keys, or no file with its PIN");
        }
        if (token == null) {
            token = Pkcs11Token.open(library.get(), slot, pin());
        }
        return token;
    }

    private char[] pin() {
        try {
            String text = Files.readString(pin.get()).strip();
            if (text.isEmpty() || text.length() > LONGEST_PIN) {
                throw new Refusal(Code.NOT_APPLICABLE, "the file with the PIN of the device holds none");
            }
            return text.toCharArray();
        } catch (IOException e) {
            throw new Refusal(Code.NOT_APPLICABLE, "the file with the PIN of the device cannot be read");
        }
    }

    @PreDestroy
    synchronized void close() {
        if (token != null) {
            token.close();
            token = null;
        }
    }
}
