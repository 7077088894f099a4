package vn.emr.api.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.federation.ProviderSignIn;
import vn.emr.core.organization.AddressList;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.DatabaseAddress.Account;
import vn.emr.core.signature.Authorities;

/**
 * What the person who runs the server decided. The environment wins over the configuration file ({@code EMR_CONFIG},
 * else /etc/emr/emr.conf when present); empty means not set; an unknown {@code EMR_} key stops the start, because a
 * misspelt one would otherwise be ignored in silence.
 */
public final class Settings {
    private static final Pattern HERE =
            Pattern.compile("^jdbc:postgresql:(?:[^/]|//(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])[:/])");
    private static final Pattern ENCRYPTED =
            Pattern.compile("[?&](?:sslmode=(?:require|verify-ca|verify-full)|ssl=true)(?:&|$)");
    private static final int LONGEST_EMERGENCY = 720;

    private static final Path USUAL_FILE = Path.of("/etc/emr/emr.conf");

    private final Map<Setting, String> values;

    private Settings(Map<Setting, String> values) {
        this.values = values;
    }

    /**
     * @param environment the process environment
     * @throws SettingsRefused with one sentence naming the key
     */
    public static Settings read(Map<String, String> environment) {
        return read(environment, USUAL_FILE);
    }

    static Settings read(Map<String, String> environment, Path usualFile) {
        String profile = environment.getOrDefault("QUARKUS_PROFILE", "prod");
        if (!profile.equals("prod")) {
            throw new SettingsRefused("QUARKUS_PROFILE is " + profile + ", with which no patient data is safe.");
        }
        for (String key : environment.keySet()) {
            if (key.startsWith("EMR_") && !key.equals(Setting.CONFIG) && !Setting.known(key)) {
                throw new SettingsRefused("Unknown setting " + key + " in the environment.");
            }
        }
        String named = environment.getOrDefault(Setting.CONFIG, "");
        Map<String, String> file = Map.of();
        if (!named.isBlank()) {
            file = SettingsFile.read(Path.of(named));
        } else if (Files.exists(usualFile)) {
            file = SettingsFile.read(usualFile);
        }
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Stream.of(environment.get(setting.name()), file.get(setting.name()))
                    .filter(value -> value != null && !value.isBlank())
                    .map(String::strip)
                    .findFirst()
                    .or(setting::usual)
                    .ifPresent(value -> values.put(setting, value));
        }
        Settings settings = new Settings(values);
        settings.mustFitTogether();
        return settings;
    }

    private void mustFitTogether() {
        for (Setting port : List.of(Setting.EMR_HTTP_PORT, Setting.EMR_HIS_MLLP_PORT, Setting.EMR_LIS_MLLP_PORT)) {
            mustBePort(port);
        }
        mustBeCount(Setting.EMR_REPLAY_APPROVAL_ABOVE);
        mustBeCount(Setting.EMR_BULK_READING_ABOVE);
        mustBeDays(Setting.EMR_DROP_KEEP_DAYS);
        mustBeMinutes(Setting.EMR_EMERGENCY_MINUTES);
        mustBeWorkingDays();
        mustBeTimeServer();
        mustBeTimestampAuthority();
        mustBeSigningDevice();
        for (Setting pace : List.of(
                Setting.EMR_SIGN_INS_PER_MINUTE,
                Setting.EMR_SEARCHES_PER_MINUTE,
                Setting.EMR_EXPORTS_PER_HOUR,
                Setting.EMR_IMAGES_PER_MINUTE,
                Setting.EMR_REQUESTS_PER_MINUTE,
                Setting.EMR_REQUESTS_OF_ADDRESS_PER_MINUTE)) {
            mustBePace(pace);
        }
        mustCome(Setting.EMR_TLS_KEY, Setting.EMR_TLS_CERT);
        mustCome(Setting.EMR_TLS_CERT, Setting.EMR_TLS_KEY);
        mustCome(Setting.EMR_MLLP_TLS_KEY, Setting.EMR_MLLP_TLS_CERT);
        mustCome(Setting.EMR_MLLP_TLS_CERT, Setting.EMR_MLLP_TLS_KEY);
        mustCome(Setting.EMR_MLLP_TLS_CA, Setting.EMR_MLLP_TLS_CERT);
        mustCome(Setting.EMR_CHECKPOINT_SYSLOG_CA, Setting.EMR_CHECKPOINT_SYSLOG);
        providerMustFit();
        get(Setting.EMR_CHECKPOINT_SYSLOG)
                .filter(receiver -> !receiver.matches("[A-Za-z0-9._-]{1,253}:\\d{1,5}"))
                .ifPresent(receiver -> {
                    throw new SettingsRefused("EMR_CHECKPOINT_SYSLOG is " + receiver + ", which is not host:port.");
                });
        for (Setting file : List.of(
                Setting.EMR_TLS_CERT,
                Setting.EMR_TLS_KEY,
                Setting.EMR_MLLP_TLS_CERT,
                Setting.EMR_MLLP_TLS_KEY,
                Setting.EMR_MLLP_TLS_CA,
                Setting.EMR_CHECKPOINT_SYSLOG_CA,
                Setting.EMR_SIGNING_DEVICE,
                Setting.EMR_SIGNING_DEVICE_PIN_FILE,
                Setting.EMR_OIDC_CLIENT_SECRET_FILE)) {
            get(file).filter(path -> !Files.isReadable(Path.of(path))).ifPresent(path -> {
                throw new SettingsRefused(file + " names " + path + ", which cannot be read.");
            });
        }
        for (Setting key : List.of(
                Setting.EMR_TLS_KEY,
                Setting.EMR_MLLP_TLS_KEY,
                Setting.EMR_SIGNING_DEVICE_PIN_FILE,
                Setting.EMR_OIDC_CLIENT_SECRET_FILE)) {
            get(key).map(Path::of).filter(SettingsFile::openToAll).ifPresent(path -> {
                throw new SettingsRefused(key + " names " + path + ", which everybody may read: chmod 640 it.");
            });
        }
        databaseMustFit();
        trustedProxies().forEach(PeerAddress::parse);
        get(Setting.EMR_HOSPITAL_NETWORKS).ifPresent(Settings::mustBeNetworks);
        if (!get(Setting.EMR_PASSWORD_PROFILE).orElseThrow().matches("vn|nist")) {
            throw new SettingsRefused("EMR_PASSWORD_PROFILE is " + values.get(Setting.EMR_PASSWORD_PROFILE)
                    + ", which is not vn or nist.");
        }
        // Browsers make keys for names only, never for addresses, and over TLS only.
        get(Setting.EMR_ORIGIN)
                .filter(origin -> !origin.matches(
                        "https://[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*(:\\d{1,5})?|http://localhost(:\\d{1,5})?"))
                .ifPresent(origin -> {
                    throw new SettingsRefused(
                            "EMR_ORIGIN is " + origin + ", which is not like https://emr.hospital.example.");
                });
    }

    private static void mustBeNetworks(String text) {
        try {
            AddressList.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingsRefused(
                    "EMR_HOSPITAL_NETWORKS is " + text + ", which is not a list of addresses and networks.");
        }
    }

    private void providerMustFit() {
        for (Setting needed :
                List.of(Setting.EMR_OIDC_CLIENT_ID, Setting.EMR_OIDC_CLIENT_SECRET_FILE, Setting.EMR_ORIGIN)) {
            mustCome(Setting.EMR_OIDC_ISSUER, needed);
        }
        get(Setting.EMR_OIDC_ISSUER)
                .filter(issuer -> !ProviderSignIn.mayBeIssuer(issuer))
                .ifPresent(issuer -> {
                    throw new SettingsRefused("EMR_OIDC_ISSUER is " + issuer
                            + ", which is not like https://id.hospital.example/realms/hospital.");
                });
    }

    private void databaseMustFit() {
        for (Setting needed : List.of(
                Setting.QUARKUS_DATASOURCE_USERNAME,
                Setting.QUARKUS_DATASOURCE_PASSWORD,
                Setting.EMR_DB_OWNER_USER,
                Setting.EMR_DB_OWNER_PASSWORD)) {
            mustCome(Setting.QUARKUS_DATASOURCE_JDBC_URL, needed);
        }
        get(Setting.QUARKUS_DATASOURCE_JDBC_URL)
                .filter(url -> !url.startsWith("jdbc:postgresql:"))
                .ifPresent(url -> {
                    throw new SettingsRefused("QUARKUS_DATASOURCE_JDBC_URL must begin with jdbc:postgresql:.");
                });
        get(Setting.QUARKUS_DATASOURCE_JDBC_URL)
                .filter(url ->
                        !HERE.matcher(url).find() && !ENCRYPTED.matcher(url).find())
                .ifPresent(url -> {
                    throw new SettingsRefused("QUARKUS_DATASOURCE_JDBC_URL leads to another machine without TLS:"
                            + " add sslmode=verify-full.");
                });
    }

    private void mustBePort(Setting setting) {
        String value = values.get(setting);
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
            throw new SettingsRefused(setting + " is " + value + ", which is not a port number.");
        }
    }

    private void mustBeCount(Setting setting) {
        String value = values.get(setting);
        if (!value.matches("\\d{1,6}")) {
            throw new SettingsRefused(setting + " is " + value + ", which is not a number from 0 to 999999.");
        }
    }

    private void mustBePace(Setting setting) {
        String value = values.get(setting);
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new SettingsRefused(setting + " is " + value + ", which is not a number from 1 to 999999.");
        }
    }

    private void mustBeMinutes(Setting setting) {
        String value = values.get(setting);
        if (!value.matches("[1-9]\\d{0,2}") || Integer.parseInt(value) > LONGEST_EMERGENCY) {
            throw new SettingsRefused(setting + " is " + value + ", which is not a number of minutes from 1 to 720.");
        }
    }

    private void mustBeWorkingDays() {
        String days = values.get(Setting.EMR_DISCLOSURE_DAYS);
        if (!days.matches("[1-9]\\d?")) {
            throw new SettingsRefused(
                    "EMR_DISCLOSURE_DAYS is " + days + ", which is not a number of days from 1 to 99.");
        }
        get(Setting.EMR_DAYS_OFF).map(off -> off.split("[,\\s]+")).stream()
                .flatMap(Arrays::stream)
                .forEach(Settings::mustBeDay);
    }

    private void mustBeTimeServer() {
        get(Setting.EMR_TIME_SERVER)
                .filter(server -> !server.matches("[A-Za-z0-9.-]{1,253}(:[1-9]\\d{0,3}|:[1-5]\\d{4})?"))
                .ifPresent(server -> {
                    throw new SettingsRefused("EMR_TIME_SERVER is " + server
                            + ", which is not a host such as ntp.benhvien.local or 10.0.0.5:123.");
                });
    }

    private void mustBeTimestampAuthority() {
        get(Setting.EMR_SIGNING_TIMESTAMP)
                .filter(address -> !Authorities.mayBeTimestamp(address))
                .ifPresent(address -> {
                    throw new SettingsRefused("EMR_SIGNING_TIMESTAMP is " + address
                            + ", which is not like https://tsa.provider.example/tsp.");
                });
    }

    private void mustBeSigningDevice() {
        if (get(Setting.EMR_SIGNING_DEVICE).isPresent()
                != get(Setting.EMR_SIGNING_DEVICE_PIN_FILE).isPresent()) {
            throw new SettingsRefused("EMR_SIGNING_DEVICE and EMR_SIGNING_DEVICE_PIN_FILE must be set together.");
        }
        if (!values.get(Setting.EMR_SIGNING_DEVICE_SLOT).matches("\\d{1,3}")) {
            throw new SettingsRefused("EMR_SIGNING_DEVICE_SLOT is " + values.get(Setting.EMR_SIGNING_DEVICE_SLOT)
                    + ", which is not the place of a slot from 0.");
        }
    }

    private static void mustBeDay(String day) {
        try {
            LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new SettingsRefused("EMR_DAYS_OFF names " + day + ", which is not a day such as 2027-02-08.");
        }
    }

    private void mustBeDays(Setting setting) {
        String value = values.get(setting);
        if (!value.matches("[1-9]\\d{0,4}")) {
            throw new SettingsRefused(setting + " is " + value + ", which is not a number of days from 1 to 99999.");
        }
    }

    private void mustCome(Setting given, Setting needed) {
        if (get(given).isPresent() && get(needed).isEmpty()) {
            throw new SettingsRefused(given + " is set, so " + needed + " must be set too.");
        }
    }

    Optional<String> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** Where the database, the blobs and the keys are; root's own home would be closed to the database's user. */
    public Path dataDir() {
        return get(Setting.EMR_DATA_DIR)
                .map(Path::of)
                .orElseGet(() -> "root".equals(System.getProperty("user.name"))
                        ? Path.of("/var/lib/emr")
                        : Path.of(System.getProperty("user.home"), ".local", "share", "emr"))
                .toAbsolutePath()
                .normalize();
    }

    /** The hospital's own PostgreSQL, when one is named; else the embedded one is used. */
    public Optional<DatabaseAddress> externalDatabase() {
        return get(Setting.QUARKUS_DATASOURCE_JDBC_URL)
                .map(url -> new DatabaseAddress(
                        withRewriting(url),
                        new Account(
                                values.get(Setting.QUARKUS_DATASOURCE_USERNAME),
                                values.get(Setting.QUARKUS_DATASOURCE_PASSWORD)),
                        new Account(values.get(Setting.EMR_DB_OWNER_USER), values.get(Setting.EMR_DB_OWNER_PASSWORD))));
    }

    /** Addresses or networks whose word about the browser's address is believed. */
    List<String> trustedProxies() {
        return get(Setting.EMR_TRUSTED_PROXIES).stream()
                .flatMap(list -> Stream.of(list.split("[,\\s]+")))
                .filter(proxy -> !proxy.isEmpty())
                .toList();
    }

    private static String withRewriting(String url) {
        if (url.contains("reWriteBatchedInserts")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    }
}
