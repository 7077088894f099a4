package vn.emr.core.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;

/** The senders of the {@code source} table, read again when the answer in memory is older than 5 s. */
@ApplicationScoped
public class ConfiguredSources implements Sources {
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private record Known(List<Source> sources, long readAt) {}

    private final Database database;
    private final SealedSettings sealed;
    private final LongSupplier nanos;
    private volatile Known known;

    @Inject
    public ConfiguredSources(Database database, SealedSettings sealed) {
        this(database, sealed, System::nanoTime);
    }

    ConfiguredSources(Database database, SealedSettings sealed, LongSupplier nanos) {
        this.database = database;
        this.sealed = sealed;
        this.nanos = nanos;
    }

    @Override
    public Optional<Source> byApplication(String door, String sendingApplication, String sendingFacility) {
        return sources().stream()
                .filter(s -> s.door.equals(door))
                .filter(s -> matches(s.sendingApplication, sendingApplication))
                .filter(s -> matches(s.sendingFacility, sendingFacility))
                .max(Comparator.comparingInt(s -> exact(s.sendingApplication) * 2 + exact(s.sendingFacility)));
    }

    @Override
    public Optional<Source> byId(UUID id) {
        return inMemory(id).or(() -> {
            // Ids come from our own tables: one that is not here was registered after the table was read.
            known = null;
            return inMemory(id);
        });
    }

    private Optional<Source> inMemory(UUID id) {
        return sources().stream().filter(s -> s.id.equals(id)).findFirst();
    }

    @Override
    public List<Source> all() {
        return sources();
    }

    @Override
    public List<Source> destinations() {
        return sources().stream()
                .filter(s -> s.address != null && s.address.matches("mllps?://.*"))
                .toList();
    }

    private List<Source> sources() {
        Known now = known;
        if (now == null || nanos.getAsLong() - now.readAt() > FRESH_NANOS) {
            now = new Known(read(), nanos.getAsLong());
            // Nobody at all is not remembered: the first senders are often registered a moment before they speak.
            known = now.sources().isEmpty() ? null : now;
        }
        return now.sources();
    }

    /** Ordered, so that two equally good patterns are always judged alike: the older source wins. */
    private List<Source> read() {
        try {
            return enabled();
        } catch (StoreFault fault) {
            throw new Refusal(Code.TEMPORARY, "the record store is not reachable now");
        }
    }

    private List<Source> enabled() {
        return database.query("""
                select id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility,
                       allowed_types, dialect, fallback_charset, zone, patient_domain, parked_answer,
                       address, settings::text as settings, certificate, addresses, plain_text, in_flight, drop_folder,
                       sftp_address, sftp_host_key, silent_after, version
                from source
                where enabled
                order by id desc
                """, this::source);
    }

    /** An absent pattern matches nobody: such a sender is known by its credential or address. */
    private static boolean matches(String pattern, String sent) {
        return pattern != null && (pattern.equals("*") || pattern.equals(sent == null ? "" : sent));
    }

    private static int exact(String pattern) {
        return pattern.equals("*") ? 0 : 1;
    }

    private Source source(Row row) {
        Source source = new Source();
        source.id = row.uuid("id");
        source.tenantId = row.uuid("tenant_id");
        source.facilityId = row.uuid("facility_id");
        source.name = row.text("name");
        source.kind = row.text("kind");
        source.door = row.text("door");
        source.sendingApplication = row.text("sending_application");
        source.sendingFacility = row.text("sending_facility");
        source.allowedTypes = row.text("allowed_types");
        source.dialect = row.text("dialect");
        source.fallbackCharset = row.text("fallback_charset");
        source.zone = row.text("zone");
        source.patientDomain = row.text("patient_domain");
        source.parkedAnswer = row.text("parked_answer");
        source.address = row.text("address");
        source.settings = sealed.open(source.id, settings(row.text("settings")));
        source.certificate = row.text("certificate");
        source.addresses = row.text("addresses");
        source.plainText = row.bool("plain_text");
        source.inFlight = row.integer("in_flight");
        source.dropFolder = row.text("drop_folder");
        source.sftpAddress = row.text("sftp_address");
        source.sftpHostKey = row.text("sftp_host_key");
        source.silentAfter = row.integer("silent_after");
        source.version = row.integer("version");
        source.enabled = true;
        return source;
    }

    private static Map<String, String> settings(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of a source are not a map of texts");
        }
    }
}
