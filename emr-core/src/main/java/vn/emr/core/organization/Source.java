package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A configured sender (hệ thống gửi): who it is, through which door it speaks, what it may send, how to read it. */
@Entity
public class Source {
    /** Character sets of Vietnamese systems that Java does not know; further names are Java's. */
    public static final List<String> VIETNAMESE_CHARSETS = List.of("TCVN3", "TCVN5712", "VNI", "VISCII");

    @Id
    public UUID id;

    @Column(name = "tenant_id")
    public UUID tenantId;

    @Column(name = "facility_id")
    public UUID facilityId;

    public String name;

    /** HIS, LIS, PACS, RIS, OTHER. */
    public String kind;

    public String door;

    @Column(name = "sending_application")
    public String sendingApplication;

    @Column(name = "sending_facility")
    public String sendingFacility;

    @Column(name = "credential_sha256")
    public byte[] credentialSha256;

    /** Comma separated: {@code ORU^R01,ADT^*}. */
    @Column(name = "allowed_types")
    public String allowedTypes;

    public String dialect;

    @Column(name = "fallback_charset")
    public String fallbackCharset;

    public String zone;

    /** Issuer of patient numbers that are sent without one. */
    @Column(name = "patient_domain")
    public String patientDomain;

    /** MSA-1 of a parked message: AA, or AE for a sender that must hold what was not applied. */
    @Column(name = "parked_answer")
    public String parkedAnswer;

    /** Base address of an archive that is asked (DICOMweb), else null. */
    public String address;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> settings;

    public boolean enabled;

    /** The zone of times sent without an offset. */
    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** Whether this sender may send a type such as {@code ORU^R01}; {@code ADT^*} and {@code *} are patterns. */
    public boolean allows(String messageType) {
        for (String pattern : allowedTypes.split(",")) {
            String p = pattern.strip();
            if (p.equals("*")
                    || p.equals(messageType)
                    || p.endsWith("*") && messageType.startsWith(p.substring(0, p.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
