package vn.emr.api.demo;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signature.trial.TrialAuthority.Issued;
import vn.emr.core.signing.KeyRegister;
import vn.emr.core.signing.TrustedCertificates;
import vn.emr.core.store.Database;

/**
 * The authority of the demo, in the data folder beside the sample: the sample hospital trusts it, has a seal of it, and everybody there
 * who signs has a key file, which the feeder registers as people do. Nothing of it has any value in law, and nothing but the demo runs it.
 */
@ApplicationScoped
public class SampleAuthority {
    private static final int AFTER_THE_FIRST_START = 200;

    /** What the sample says of itself would make names longer than certificates may have (RFC 5280 appendix A). */
    private static final String SAMPLE = " (mẫu)";

    private static final String SEAL = "seal.pfx";

    private final TrustedCertificates trusted;
    private final KeyRegister register;
    private final Behalf behalf;
    private final Database database;
    private final Clock clock;
    private final String mode;
    private final String dataDir;
    private TrialAuthority authority;

    @Inject
    SampleAuthority(
            TrustedCertificates trusted,
            KeyRegister register,
            Behalf behalf,
            Database database,
            Clock clock,
            @ConfigProperty(name = "emr.mode", defaultValue = "none") String mode,
            @ConfigProperty(name = "emr.data.dir") String dataDir) {
        this.trusted = trusted;
        this.register = register;
        this.behalf = behalf;
        this.database = database;
        this.clock = clock;
        this.mode = mode;
        this.dataDir = dataDir;
    }

    /** Where its timestamp authority will answer; the same at each start. */
    public static String timestampAddress(Path dataDir) {
        return TrialAuthority.timestampAddress(TrialAuthority.port(folder(dataDir)));
    }

    /** The key of somebody of the sample, as a PKCS#12 file. */
    public static Path keyOf(Path dataDir, String username) {
        return folder(dataDir).resolve(username + ".p12");
    }

    private static Path folder(Path dataDir) {
        return dataDir.resolve("demo").resolve("authority");
    }

    void started(@Observes @Priority(AFTER_THE_FIRST_START) StartupEvent event) {
        if (!mode.equals("demo")) {
            return;
        }
        Path data = Path.of(dataDir);
        try {
            authority = TrialAuthority.start(folder(data), 0, clock);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(
                    "The port " + TrialAuthority.port(folder(data))
                            + " of the demo's certificate authority is in use (demo/authority/port.txt in the data folder).",
                    e);
        }
        Hospital hospital = SampleHospital.organization();
        for (Hospital.Person person : hospital.accounts()) {
            if (!Files.exists(keyOf(data, person.username()))) {
                caller(person).ifPresent(caller -> begin(data, hospital, person, caller));
            }
        }
    }

    private Optional<Caller> caller(Hospital.Person person) {
        return database.first("select id from account where username = ?", row -> row.uuid("id"), person.username())
                .flatMap(behalf::of);
    }

    /** Each once; what people changed of it stays as they did. */
    private void begin(Path data, Hospital hospital, Hospital.Person person, Caller caller) {
        Path ofSeal = folder(data).resolve(SEAL);
        if (caller.may(Right.CONFIGURE) && !Files.exists(ofSeal)) {
            Issued seal = authority.issue(organisation(hospital), organisation(hospital), null);
            authority.authorities().forEach(one -> trust(caller, one));
            register.register(caller, new KeyRegister.Registering(seal.pkcs12(), seal.pin(), caller.facilityId()));
            write(ofSeal, seal);
        }
        if (Arrays.stream(SigningAccess.SIGNERS).anyMatch(caller::may)) {
            write(
                    keyOf(data, person.username()),
                    authority.issue(person.displayName(), organisation(hospital), unit(hospital, person)));
        }
    }

    private void trust(Caller caller, X509Certificate certificate) {
        try {
            trusted.add(caller, new TrustedCertificates.Adding(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was made is written", e);
        } catch (Refusal refused) {
            if (refused.code() != Code.CONFLICT) {
                throw refused;
            }
        }
    }

    private static String organisation(Hospital hospital) {
        return hospital.tenant().name().replace(SAMPLE, "");
    }

    private static String unit(Hospital hospital, Hospital.Person person) {
        return hospital.facilities().stream()
                .filter(facility -> facility.code().equals(person.facility()))
                .flatMap(facility -> facility.departments().stream())
                .filter(department -> List.of(department.code()).equals(person.departments()))
                .map(Hospital.Department::name)
                .findFirst()
                .orElse(null);
    }

    private static void write(Path file, Issued issued) {
        try {
            Path whole = Files.write(file.resolveSibling(file.getFileName() + ".new"), issued.pkcs12());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void stop() {
        if (authority != null) {
            authority.close();
        }
    }
}
