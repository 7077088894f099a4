package vn.emr.core.setup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A hospital as one JSON document: what IT imports to connect systems and people, and what an export gives back without
 * secrets. Things are known by their codes and names; what a document does not name stays as it is.
 *
 * @param about words for the reader, not kept
 * @param tenant the legal owner; optional, and never changed by an import
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HospitalFile(
        String about,
        TenantPart tenant,
        List<FacilityPart> facilities,
        List<SourcePart> sources,
        List<AccountPart> accounts,
        List<ServicePart> services) {

    public HospitalFile {
        facilities = facilities == null ? List.of() : List.copyOf(facilities);
        sources = sources == null ? List.of() : List.copyOf(sources);
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
        services = services == null ? List.of() : List.copyOf(services);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TenantPart(String code, String name) {}

    /** A facility under its code (mã CSKCB), with its departments. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FacilityPart(String code, String code13, String name, List<DepartmentPart> departments) {
        public FacilityPart {
            departments = departments == null ? List.of() : List.copyOf(departments);
        }
    }

    /** A department under the code the hospital's systems send. */
    public record DepartmentPart(String code, String name) {}

    /**
     * A sending system, known by its name.
     *
     * @param key a short name for the writer of the document, not kept
     * @param facility code of its facility, null for one that speaks for several
     * @param certificate required of its TLS connections: {@code sha256:…} of the certificate, or its subject
     * @param addresses addresses and networks it may come from, separated by commas; absent: any
     * @param plainText may speak from another machine without TLS
     * @param inFlight messages that may be under way at once, 1 to 1,000
     * @param dropFolder its folder below the drop folder of the server
     * @param sftpAddress {@code sftp://user@host:22/folder} that is asked for its files
     * @param sftpHostKey {@code SHA256:…} of that server's key
     * @param silentAfter minutes without a message until the health page turns red, 1 to 1,440; absent: never
     * @param credential only in the sample hospital; otherwise the server makes it
     * @param newCredential asks for a new key; every other key of this source is revoked
     * @param hasCredential only in exports: one of its keys works or will
     * @param version of these settings, when one source is read and changed by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourcePart(
            String key,
            String name,
            String kind,
            String door,
            String facility,
            String sendingApplication,
            String sendingFacility,
            String allowedTypes,
            String dialect,
            String fallbackCharset,
            String zone,
            String patientDomain,
            String parkedAnswer,
            String address,
            Map<String, String> settings,
            String certificate,
            String addresses,
            Boolean plainText,
            Integer inFlight,
            String dropFolder,
            String sftpAddress,
            String sftpHostKey,
            Integer silentAfter,
            Boolean enabled,
            String credential,
            Boolean newCredential,
            Boolean hasCredential,
            Integer version) {}

    /**
     * A role of a person.
     *
     * @param role code of the role, such as {@code DOCTOR}
     * @param facility code
     * @param departments codes of departments of that facility
     * @param validFrom absent: from now on
     * @param validUntil absent: until it is taken back
     * @param hours such as {@code MO-FR 07:00-17:00}; absent: those of the role
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RolePart(
            String role,
            String facility,
            List<String> departments,
            Instant validFrom,
            Instant validUntil,
            String hours) {
        public RolePart {
            departments = departments == null ? List.of() : List.copyOf(departments);
        }
    }

    /**
     * A person, known by the user name. Who has one role only may be written with {@code role} and {@code departments};
     * else {@code roles} holds all of them.
     *
     * @param password the first one; must be changed at first sign-in. Without it a new account gets a made one
     * @param facility code of the facility the person belongs to
     * @param departments codes of departments of the same facility
     * @param note words for the reader, not kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AccountPart(
            String username,
            String password,
            String displayName,
            String role,
            String facility,
            List<String> departments,
            Boolean enabled,
            String note,
            List<RolePart> roles) {
        public AccountPart {
            departments = departments == null ? List.of() : List.copyOf(departments);
        }

        /** All roles, however they are written. */
        List<RolePart> allRoles() {
            return role == null
                    ? roles == null ? List.of() : roles
                    : List.of(new RolePart(role, facility, departments, null, null, null));
        }
    }

    /**
     * A service that can be ordered here, known by its code.
     *
     * @param codeSystem as the performer names it, may be null
     * @param category LAB unless told
     * @param specimen what is usually taken, may be null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServicePart(String code, String codeSystem, String name, String category, String specimen) {}

    /** Secrets made by an import; shown once and never again. */
    public record Made(
            int facilities,
            int departments,
            List<MadeCredential> credentials,
            List<MadePassword> passwords,
            int sources,
            int accounts) {}

    public record MadeCredential(String source, String credential) {}

    public record MadePassword(String username, String password) {}
}
