package vn.emr.core.setup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.Digest;
import vn.emr.core.organization.Accounts;
import vn.emr.core.privacy.ConsentTexts;
import vn.emr.core.setup.HospitalFile.AccountPart;
import vn.emr.core.setup.HospitalFile.FacilityPart;

/**
 * What a start finds or makes. A real first start makes the owner, one facility and an administrator whose one-time
 * secret is printed once and stored nowhere; the demo loads the sample hospital. One installation is never both.
 */
@ApplicationScoped
public class FirstStart {
    /** The sample hospital on the class path. */
    public static final String SAMPLE = "sample/hospital.json";

    /** What the sample hospital asks its patients to agree to. */
    private static final String SAMPLE_CONSENTS = "sample/consents.json";

    static final String ADMINISTRATOR = "admin";

    /** Before the doors open: they look up their senders. */
    private static final int EARLY = 100;

    /** The sample also tells its feeder what to send; that is not ours to read. */
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Configuration configuration;
    private final Installation installation;
    private final Accounts accounts;
    private final ConsentTexts consents;
    private final String mode;
    private final Optional<String> facilityCode;
    private final Optional<String> facilityName;

    @Inject
    FirstStart(
            Configuration configuration,
            Installation installation,
            Accounts accounts,
            ConsentTexts consents,
            @ConfigProperty(name = "emr.mode", defaultValue = "none") String mode,
            @ConfigProperty(name = "emr.facility.code") Optional<String> facilityCode,
            @ConfigProperty(name = "emr.facility.name") Optional<String> facilityName) {
        this.configuration = configuration;
        this.installation = installation;
        this.accounts = accounts;
        this.consents = consents;
        this.mode = mode;
        this.facilityCode = facilityCode;
        this.facilityName = facilityName;
    }

    void started(@Observes @Priority(EARLY) StartupEvent event) {
        switch (mode) {
            case "run" -> real().ifPresent(FirstStart::print);
            case "demo" -> sample();
            default -> {
                // Tests and benches bring their own hospital.
            }
        }
    }

    /** The sample hospital as it stands in the package. */
    public static HospitalFile read() {
        return part(bytes(SAMPLE), HospitalFile.class);
    }

    /** The texts of the sample hospital, and the user name of who answers for them. */
    public record SampleConsents(String account, List<ConsentTexts.Form> texts) {}

    /** The texts of the sample hospital as they stand in the package. */
    public static SampleConsents readConsents() {
        return part(bytes(SAMPLE_CONSENTS), SampleConsents.class);
    }

    private static <T> T part(byte[] sample, Class<T> type) {
        try {
            return JSON.readValue(sample, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("this package has no sample hospital");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The administrator's one-time secret, when this is the first start. */
    Optional<String> real() {
        if (installation.fact(Installation.DEMO).isPresent()) {
            throw new IllegalStateException(
                    "This data folder holds the sample hospital. Real use needs a folder of its own: set EMR_DATA_DIR.");
        }
        if (installation.fact(Installation.FIRST_START).isPresent()
                || QuarkusTransaction.requiringNew().call(accounts::count) > 0) {
            return Optional.empty();
        }
        String code = facilityCode.orElse("CS001");
        String name = facilityName.orElse("Cơ sở 1");
        UUID tenant = configuration.tenant(code, name);
        HospitalFile file = new HospitalFile(
                null,
                null,
                List.of(new FacilityPart(code, null, name, List.of())),
                List.of(),
                List.of(new AccountPart(
                        ADMINISTRATOR, null, "Quản trị hệ thống", "IT_ADMIN", code, List.of(), true, null, null)),
                List.of());
        HospitalFile.Made made = configuration.apply(file, tenant, Actor.SYSTEM, false);
        installation.state(Installation.FIRST_START, Instant.now().toString());
        return Optional.of(made.passwords().getFirst().password());
    }

    /** Each sample once: a later start keeps what people changed of it. */
    void sample() {
        if (installation.fact(Installation.FIRST_START).isPresent()) {
            throw new IllegalStateException(
                    "This data folder is in real use. The demo needs a folder of its own: set EMR_DATA_DIR.");
        }
        MessageDigest digest = Digest.sha256();
        digest.update(bytes(SAMPLE));
        digest.update(bytes(SAMPLE_CONSENTS));
        String applied = "sample " + HexFormat.of().formatHex(digest.digest());
        if (installation.fact(applied).isPresent()) {
            return;
        }
        HospitalFile file = read();
        SampleConsents asked = readConsents();
        UUID tenant = configuration.tenant(file.tenant().code(), file.tenant().name());
        configuration.apply(file, tenant, Actor.SYSTEM, true);
        consents.begin(tenant, asked.account(), asked.texts());
        installation.state(Installation.DEMO, Instant.now().toString());
        installation.state(applied, Instant.now().toString());
    }

    /** Standard output only: it must not reach a log that is kept. */
    private static void print(String secret) {
        System.out.println();
        System.out.println("  Quản trị viên / administrator: " + ADMINISTRATOR);
        System.out.println("  Mật khẩu dùng một lần / one-time secret: " + secret);
        System.out.println("  Chỉ hiện một lần này; hãy đổi khi đăng nhập. / Shown only now; change it at sign-in.");
        System.out.println();
    }
}
