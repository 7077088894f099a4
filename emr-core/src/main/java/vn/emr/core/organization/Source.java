package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.net.InetAddress;
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

    /** Door of a sender that does not send: we fetch what it has. */
    public static final String PULL = "pull";

    /** Door of another hospital whose records people take in. */
    public static final String RECORD = "record";

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

    /** Base address of an archive that is asked (DICOMweb), or {@code mllp://host:port} that orders go to, else null. */
    public String address;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> settings;

    /** Required of its TLS connections: {@code sha256:} and 64 hex digits of the certificate, or its subject; or null. */
    public String certificate;

    /** Addresses and networks it may come from, see {@link AddressList}; null for any. */
    public String addresses;

    /** May speak from another machine without TLS. */
    @Column(name = "plain_text")
    public boolean plainText;

    /** Messages that may be under way at once, over all its connections and files. */
    @Column(name = "in_flight")
    public int inFlight = 256;

    /** Name of its folder below the drop folder; null when it sends no files. */
    @Column(name = "drop_folder")
    public String dropFolder;

    /** {@code sftp://user@host:22/folder} that is asked for files; null when files come by themselves. */
    @Column(name = "sftp_address")
    public String sftpAddress;

    /** {@code SHA256:…} of that server's key, as {@code ssh-keygen -l} prints it. */
    @Column(name = "sftp_host_key")
    public String sftpHostKey;

    /** Minutes without a message after which the health page turns red; null for no alarm. */
    @Column(name = "silent_after")
    public Integer silentAfter;

    public boolean enabled;

    /** Counts changes of these settings. */
    @Version
    public int version;

    /** The zone of times sent without an offset. */
    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** Whether this sender may come from an address; null, an unknown one, only when any will do. */
    public boolean mayComeFrom(InetAddress address) {
        return addresses == null
                || address != null && AddressList.parse(addresses).holds(address);
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
