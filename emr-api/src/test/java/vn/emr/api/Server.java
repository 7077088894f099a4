package vn.emr.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import vn.emr.core.access.Hospital;
import vn.emr.core.federation.ProviderSignIn;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.testing.IdentityProvider;

/** The one running server of all API tests, on a database of its own. */
public class Server implements QuarkusTestResourceLifecycleManager {
    /** Files that one account of a test takes out within an hour. */
    public static final int EXPORTS = 60;

    /** Where people open the pages. */
    public static final String ORIGIN = "https://emr.hospital.example";

    private static final String URL = "emr.test.server.url";

    private IdentityProvider provider;

    @Override
    public Map<String, String> start() {
        DatabaseAddress address = TestDatabase.fresh();
        remember(address);
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.datasource.jdbc.url", address.jdbcUrl());
        properties.put("quarkus.datasource.username", address.application().user());
        properties.put("quarkus.datasource.password", address.application().password());
        properties.put("quarkus.flyway.jdbc-url", address.jdbcUrl());
        properties.put("quarkus.flyway.username", address.owner().user());
        properties.put("quarkus.flyway.password", address.owner().password());
        properties.put(
                "quarkus.flyway.placeholders.\"applicationRole\"",
                address.application().user());
        properties.put("quarkus.http.test-port", "0");
        // All tests ask from one address, and faster than people.
        for (String pace : new String[] {
            "sign.ins.per.minute",
            "searches.per.minute",
            "images.per.minute",
            "requests.per.minute",
            "requests.of.address.per.minute"
        }) {
            properties.put("emr." + pace, "999999");
        }
        properties.put("emr.exports.per.hour", Integer.toString(EXPORTS));
        for (String port : new String[] {"his", "lis"}) {
            properties.put("emr." + port + ".mllp.port", "0");
            properties.put("EMR_" + port.toUpperCase(java.util.Locale.ROOT) + "_MLLP_PORT", "0");
        }
        try {
            keys(properties);
            provider(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    @Override
    public void stop() {
        // The database server ends with the JVM.
        provider.close();
    }

    /** A new hospital, a tenant of its own, in the server's database. */
    public static Hospital hospital() {
        return new Hospital(new DatabaseAddress(
                System.getProperty(URL),
                new DatabaseAddress.Account(
                        System.getProperty(URL + ".application"), System.getProperty(URL + ".application.password")),
                new DatabaseAddress.Account(
                        System.getProperty(URL + ".owner"), System.getProperty(URL + ".owner.password"))));
    }

    private static void remember(DatabaseAddress address) {
        System.setProperty(URL, address.jdbcUrl());
        System.setProperty(URL + ".application", address.application().user());
        System.setProperty(URL + ".application.password", address.application().password());
        System.setProperty(URL + ".owner", address.owner().user());
        System.setProperty(URL + ".owner.password", address.owner().password());
    }

    /** Everybody may also sign in with an identity provider, on a socket of this machine. */
    private void provider(Map<String, String> properties) throws IOException {
        provider = new IdentityProvider(ORIGIN + ProviderSignIn.RETURN);
        Path secret = Path.of("target", "test-data", "oidc-secret").toAbsolutePath();
        Files.writeString(secret, IdentityProvider.SECRET + "\n");
        properties.put("emr.origin", ORIGIN);
        properties.put("emr.signing.trial", "true");
        properties.put("emr.oidc.issuer", provider.issuer());
        properties.put("emr.oidc.client.id", IdentityProvider.CLIENT);
        properties.put("emr.oidc.client.secret.file", secret.toString());
        properties.put("emr.oidc.second.factor", "mfa");
    }

    private static void keys(Map<String, String> properties) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
        properties.put("emr.data.dir", folder.toString());
        properties.put("EMR_DATA_DIR", folder.toString());
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            properties.put(
                    "mp.jwt.verify.publickey.location",
                    pem(
                            folder.resolve("public.pem"),
                            "PUBLIC KEY",
                            pair.getPublic().getEncoded()));
            properties.put(
                    "smallrye.jwt.sign.key.location",
                    pem(
                            folder.resolve("private.pem"),
                            "PRIVATE KEY",
                            pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        return file.toUri().toString();
    }
}
