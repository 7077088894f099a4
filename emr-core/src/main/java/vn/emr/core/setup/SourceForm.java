package vn.emr.core.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Ids;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.setup.HospitalFile.SourcePart;

/**
 * From a checked description of a sender to the sender and back, with the usual values of what was left out. Settings that
 * open another system are written and never read: a description says {@link #HIDDEN} in their place, and that keeps them.
 */
final class SourceForm {
    static final String HIDDEN = "********";
    private static final String REST_DOOR = "his-rest";
    private static final String CHANGES = "changes";

    private SourceForm() {}

    static Source begin(UUID tenantId, String name) {
        Source source = new Source();
        source.id = Ids.next();
        source.tenantId = tenantId;
        source.name = name;
        return source;
    }

    /** Sets everything but the name. */
    static void fill(Source source, SourcePart part, UUID facilityId, SealedSettings sealed) {
        source.facilityId = facilityId;
        source.kind = part.kind();
        source.door = part.door();
        source.sendingApplication = part.sendingApplication();
        source.sendingFacility =
                part.sendingFacility() == null && part.sendingApplication() != null ? "*" : part.sendingFacility();
        source.allowedTypes = part.allowedTypes();
        source.dialect = part.dialect() == null ? "standard" : part.dialect();
        source.fallbackCharset = part.fallbackCharset();
        source.zone = part.zone() == null ? "Asia/Ho_Chi_Minh" : part.zone();
        source.patientDomain = part.patientDomain();
        source.parkedAnswer = part.parkedAnswer() == null ? "AA" : part.parkedAnswer();
        source.address = part.address();
        source.settings = settings(source, part.settings(), sealed);
        source.certificate = part.certificate();
        source.addresses = part.addresses();
        source.plainText = Boolean.TRUE.equals(part.plainText());
        source.inFlight = part.inFlight() == null ? 256 : part.inFlight();
        source.dropFolder = part.dropFolder();
        source.sftpAddress = part.sftpAddress();
        source.sftpHostKey = part.sftpHostKey();
        source.silentAfter = part.silentAfter();
        source.enabled = part.enabled() == null || part.enabled();
    }

    private static Map<String, String> settings(Source source, Map<String, String> given, SealedSettings sealed) {
        Map<String, String> all = new LinkedHashMap<>();
        (given == null ? Map.<String, String>of() : given).forEach((name, value) -> {
            String meant = SealedSettings.secret(name) ? secret(source, name, value, sealed) : value;
            if (meant != null && !CHANGES.equals(name)) {
                all.put(name, meant);
            }
        });
        return all;
    }

    /** What is not sent, or sent as it is, stays as it is kept; the rest is sealed before it goes anywhere. */
    private static String secret(Source source, String name, String value, SealedSettings sealed) {
        Map<String, String> before = source.settings == null ? Map.of() : source.settings;
        boolean same = value != null
                && before.containsKey(name)
                && value.equals(sealed.open(source.id, before).get(name));
        if (HIDDEN.equals(value) || same) {
            return before.get(name);
        }
        return value == null || value.isEmpty() ? null : sealed.seal(source.id, name, value);
    }

    private static Map<String, String> shown(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings == null ? Map.of() : settings);
        all.replaceAll((name, value) -> SealedSettings.secret(name) ? HIDDEN : value);
        return all;
    }

    /** The settings that are never shown, to see whether they changed. */
    static Map<String, String> secrets(Source source) {
        Map<String, String> all = new TreeMap<>(source.settings == null ? Map.of() : source.settings);
        all.keySet().removeIf(name -> !SealedSettings.secret(name));
        return all;
    }

    /** A sender at the REST door without MSH pattern, address and folder of its own. */
    static boolean knownByKeyAlone(SourcePart part) {
        return REST_DOOR.equals(part.door())
                && part.sendingApplication() == null
                && part.address() == null
                && part.dropFolder() == null;
    }

    /** Descriptions of before keys had scopes ask so; a key that is made for them may ask for changes. */
    static boolean asksForChanges(SourcePart part) {
        return part.settings() != null && "read".equals(part.settings().get(CHANGES));
    }

    /**
     * The description of a sender, without its key.
     *
     * @param hasKey whether one of its keys works or will
     * @param version null in a document of many
     */
    static SourcePart part(Source s, String facilityCode, boolean hasKey, Integer version) {
        return new SourcePart(
                null,
                s.name,
                s.kind,
                s.door,
                facilityCode,
                s.sendingApplication,
                s.sendingFacility,
                s.allowedTypes,
                s.dialect,
                s.fallbackCharset,
                s.zone,
                s.patientDomain,
                s.parkedAnswer,
                s.address,
                shown(s.settings),
                s.certificate,
                s.addresses,
                s.plainText,
                s.inFlight,
                s.dropFolder,
                s.sftpAddress,
                s.sftpHostKey,
                s.silentAfter,
                s.enabled,
                null,
                null,
                hasKey,
                version);
    }

    /**
     * What differs between two descriptions, for the trace: {@code plainText: false -> true; door: lis -> his}; empty when
     * nothing does.
     */
    static String changes(SourcePart before, SourcePart after, boolean newKey, boolean newSecret) {
        Map<String, Object> old = values(before);
        Map<String, Object> now = values(after);
        List<String> parts = now.keySet().stream()
                .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                .map(name -> name + ": " + shown(old.get(name)) + " -> " + shown(now.get(name)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (newKey) {
            parts.add("credential: new");
        }
        if (newSecret) {
            parts.add("secret settings: new");
        }
        String all = String.join("; ", parts);
        return all.length() <= 2_000 ? all : all.substring(0, 2_000);
    }

    private static String shown(Object value) {
        return value == null ? "-" : value.toString();
    }

    private static Map<String, Object> values(SourcePart p) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (p == null) {
            return values;
        }
        values.put("name", p.name());
        values.put("kind", p.kind());
        values.put("door", p.door());
        values.put("facility", p.facility());
        values.put("sendingApplication", p.sendingApplication());
        values.put("sendingFacility", p.sendingFacility());
        values.put("allowedTypes", p.allowedTypes());
        values.put("dialect", p.dialect());
        values.put("fallbackCharset", p.fallbackCharset());
        values.put("zone", p.zone());
        values.put("patientDomain", p.patientDomain());
        values.put("parkedAnswer", p.parkedAnswer());
        values.put("address", p.address());
        values.put("settings", p.settings());
        values.put("certificate", p.certificate());
        values.put("addresses", p.addresses());
        values.put("plainText", p.plainText());
        values.put("inFlight", p.inFlight());
        values.put("dropFolder", p.dropFolder());
        values.put("sftpAddress", p.sftpAddress());
        values.put("sftpHostKey", p.sftpHostKey());
        values.put("silentAfter", p.silentAfter());
        values.put("enabled", p.enabled());
        return values;
    }
}
