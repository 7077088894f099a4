package vn.emr.api.start;

import java.util.Arrays;
import java.util.Optional;

/** Every key a person may set, in the environment or in the configuration file; deploy/emr.conf explains them. */
enum Setting {
    EMR_HTTP_PORT("8080"),
    EMR_HIS_MLLP_PORT("2575"),
    EMR_LIS_MLLP_PORT("2576"),
    EMR_MLLP_HOST("127.0.0.1"),
    EMR_MLLP_TLS_CERT(null),
    EMR_MLLP_TLS_KEY(null),
    EMR_MLLP_TLS_CA(null),
    EMR_DROP_DIR(null),
    EMR_DROP_KEEP_DAYS("30"),
    EMR_DATA_DIR(null),
    EMR_FACILITY_CODE(null),
    EMR_FACILITY_NAME(null),
    EMR_TLS_CERT(null),
    EMR_TLS_KEY(null),
    EMR_TRUSTED_PROXIES(null),
    EMR_HOSPITAL_NETWORKS(null),
    EMR_ORIGIN(null),
    EMR_PASSWORD_PROFILE("vn"),
    EMR_OIDC_ISSUER(null),
    EMR_OIDC_CLIENT_ID(null),
    EMR_OIDC_CLIENT_SECRET_FILE(null),
    EMR_OIDC_USERNAME_CLAIM("preferred_username"),
    EMR_OIDC_GROUPS_CLAIM("groups"),
    EMR_OIDC_SECOND_FACTOR(null),
    EMR_REPLAY_APPROVAL_ABOVE("100"),
    EMR_CHECKPOINT_DIR(null),
    EMR_CHECKPOINT_SYSLOG(null),
    EMR_CHECKPOINT_SYSLOG_CA(null),
    EMR_BULK_READING_ABOVE("100"),
    EMR_EMERGENCY_MINUTES("60"),
    EMR_DISCLOSURE_DAYS("5"),
    EMR_DAYS_OFF(null),
    EMR_TIME_SERVER(null),
    EMR_SIGNING_TIMESTAMP(null),
    EMR_SIGNING_DEVICE(null),
    EMR_SIGNING_DEVICE_SLOT("0"),
    EMR_SIGNING_DEVICE_PIN_FILE(null),
    EMR_SIGN_INS_PER_MINUTE("120"),
    EMR_SEARCHES_PER_MINUTE("120"),
    EMR_EXPORTS_PER_HOUR("30"),
    EMR_IMAGES_PER_MINUTE("20000"),
    EMR_REQUESTS_PER_MINUTE("1200"),
    EMR_REQUESTS_OF_ADDRESS_PER_MINUTE("6000"),
    EMR_DB_OWNER_USER(null),
    EMR_DB_OWNER_PASSWORD(null),
    QUARKUS_DATASOURCE_JDBC_URL(null),
    QUARKUS_DATASOURCE_USERNAME(null),
    QUARKUS_DATASOURCE_PASSWORD(null);

    /** Names the configuration file itself, so it is known in the environment only. */
    static final String CONFIG = "EMR_CONFIG";

    private final String usual;

    Setting(String usual) {
        this.usual = usual;
    }

    Optional<String> usual() {
        return Optional.ofNullable(usual);
    }

    boolean secret() {
        return name().endsWith("_PASSWORD");
    }

    static boolean known(String key) {
        return Arrays.stream(values()).anyMatch(setting -> setting.name().equals(key));
    }
}
