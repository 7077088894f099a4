package vn.emr.api.start;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.store.DatabaseWaits;

/** Turns our settings into the configuration of the framework. */
final class ServerProperties {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    /** Whether certificates without any value in law count. */
    static final String TRIAL = "emr.signing.trial";

    static final String DEMO = "demo";

    private ServerProperties() {}

    /**
     * Only the demo, whose data folder never holds anything real, may trust a trial authority.
     *
     * @param trial what a property of this process says of it; null: nothing
     * @throws SettingsRefused when it is wanted anywhere else
     */
    static void mustBeReal(String mode, String trial) {
        if (!mode.equals(DEMO) && trial != null && !trial.equals("false")) {
            throw new SettingsRefused(TRIAL + " is " + trial
                    + ", with which signatures without any value in law would count; only ./emr demo may have it.");
        }
    }

    /** The system properties to set before the application starts; {@code mode} is run or demo. */
    static Map<String, String> of(Settings settings, String mode, DatabaseAddress database, TokenKeys keys) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.name().startsWith("EMR_") && !setting.secret()) {
                settings.get(setting).ifPresent(value -> {
                    // Both spellings: ${EMR_HIS_MLLP_PORT} in a property file and emr.his.mllp.port in code.
                    properties.put(setting.name(), value);
                    properties.put(setting.name().toLowerCase(Locale.ROOT).replace('_', '.'), value);
                });
            }
        }
        properties.put("EMR_DATA_DIR", settings.dataDir().toString());
        properties.put("emr.data.dir", settings.dataDir().toString());
        properties.put("emr.mode", mode);
        // Said either way: properties of the process win over every other place where it could be said.
        properties.put(TRIAL, Boolean.toString(mode.equals(DEMO)));
        // The transaction manager would open a port only to have a number of its own.
        properties.put(
                "CoreEnvironmentBean.processImplementationClassName",
                "com.arjuna.ats.internal.arjuna.utils.UuidProcessId");
        database(properties, database);
        web(properties, settings, mode);
        properties.put(
                "smallrye.jwt.sign.key.location", keys.privateKey().toUri().toString());
        properties.put(
                "mp.jwt.verify.publickey.location", keys.publicKey().toUri().toString());
        return properties;
    }

    private static void database(Map<String, String> properties, DatabaseAddress database) {
        properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        properties.put("quarkus.datasource.username", database.application().user());
        properties.put("quarkus.datasource.password", database.application().password());
        DatabaseWaits.STANDARD
                .driverProperties()
                .forEach((name, value) ->
                        properties.put("quarkus.datasource.jdbc.additional-jdbc-properties." + name, value));
        properties.put("quarkus.flyway.jdbc-url", database.jdbcUrl());
        properties.put("quarkus.flyway.username", database.owner().user());
        properties.put("quarkus.flyway.password", database.owner().password());
        properties.put(
                "quarkus.flyway.placeholders.\"applicationRole\"",
                database.application().user());
    }

    private static void web(Map<String, String> properties, Settings settings, String mode) {
        String port = settings.get(Setting.EMR_HTTP_PORT).orElseThrow();
        // The demo's passwords are printed for all to see, so it never leaves this machine.
        boolean demo = mode.equals(DEMO);
        boolean tls = !demo && settings.get(Setting.EMR_TLS_CERT).isPresent();
        boolean proxies = !demo && !settings.trustedProxies().isEmpty();
        properties.put("quarkus.http.host", tls || proxies ? EVERYWHERE : LOOPBACK);
        properties.put("quarkus.http.port", port);
        if (demo) {
            properties.put("emr.origin", "http://localhost:" + port);
        }
        if (tls) {
            properties.put("quarkus.http.insecure-requests", "disabled");
            properties.put("quarkus.http.ssl-port", port);
            properties.put("quarkus.http.tls-configuration-name", "web");
            properties.put(
                    "quarkus.tls.web.key-store.pem.own.cert",
                    settings.get(Setting.EMR_TLS_CERT).orElseThrow());
            properties.put(
                    "quarkus.tls.web.key-store.pem.own.key",
                    settings.get(Setting.EMR_TLS_KEY).orElseThrow());
            properties.put("quarkus.tls.web.reload-period", "10s");
            properties.put("quarkus.tls.web.protocols", "TLSv1.3,TLSv1.2");
        }
        if (proxies) {
            properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
            properties.put("quarkus.http.proxy.trusted-proxies", String.join(",", settings.trustedProxies()));
        }
    }
}
