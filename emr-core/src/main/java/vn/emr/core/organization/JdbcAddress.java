package vn.emr.core.organization;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a hospital's database, as its driver takes it. Only parameters of a short list: others of these drivers
 * load classes, read files or send passwords elsewhere, and a setting must not do that. Never a user or password.
 *
 * @param encrypted whether the connection must be encrypted
 */
public record JdbcAddress(String url, Product product, String host, boolean encrypted) {
    /** Databases hospitals have. */
    public enum Product {
        POSTGRESQL,
        ORACLE,
        SQLSERVER,
        MYSQL
    }

    private static final int LONGEST = 500;
    private static final String HOST = "(\\[[0-9a-fA-F:]+]|[A-Za-z0-9.-]{1,200})";
    private static final String NAME = "[A-Za-z0-9_.$-]{1,100}";
    private static final Pattern POSTGRESQL =
            Pattern.compile("jdbc:postgresql://" + HOST + "(?::\\d{1,5})?/" + NAME + "(?:\\?([^?]*))?");
    private static final Pattern MYSQL =
            Pattern.compile("jdbc:(?:mysql|mariadb)://" + HOST + "(?::\\d{1,5})?/" + NAME + "(?:\\?([^?]*))?");
    private static final Pattern ORACLE = Pattern.compile(
            "jdbc:oracle:thin:@(?:(tcps?):)?(?://)?" + HOST + ":\\d{1,5}[/:]" + NAME + "(?::" + NAME + ")?");
    private static final Pattern SQLSERVER =
            Pattern.compile("jdbc:sqlserver://" + HOST + "(?:\\\\" + NAME + ")?(?::\\d{1,5})?((?:;[^;]*)*)");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_./+-]{1,200}");
    private static final Set<String> PARAMETERS = Set.of(
            "ssl",
            "sslmode",
            "sslrootcert",
            "currentschema",
            "applicationname",
            "usessl",
            "requiressl",
            "verifyservercertificate",
            "characterencoding",
            "servertimezone",
            "connectiontimezone",
            "encrypt",
            "trustservercertificate",
            "databasename",
            "instancename",
            "hostnameincertificate");
    /** @throws IllegalArgumentException when it is no such address */
    public static JdbcAddress parse(String text) {
        if (text.length() <= LONGEST) {
            for (Product product : Product.values()) {
                Matcher parts = form(product).matcher(text);
                if (parts.matches()) {
                    return of(text, product, parts);
                }
            }
        }
        throw new IllegalArgumentException("not the address of a database of a known product");
    }

    /** Whether it is a database of this very machine. */
    public boolean here() {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    /** As the health page shows it: without parameters. */
    public String shown() {
        return url.replaceFirst("[?;].*", "");
    }

    private static Pattern form(Product product) {
        return switch (product) {
            case POSTGRESQL -> POSTGRESQL;
            case ORACLE -> ORACLE;
            case SQLSERVER -> SQLSERVER;
            case MYSQL -> MYSQL;
        };
    }

    private static JdbcAddress of(String text, Product product, Matcher parts) {
        if (product == Product.ORACLE) {
            return new JdbcAddress(text, product, parts.group(2), "tcps".equals(parts.group(1)));
        }
        Map<String, String> given = new HashMap<>();
        String parameters = parts.group(2) == null ? "" : parts.group(2);
        for (String parameter : parameters.split("[&;]")) {
            String[] sides = parameter.split("=", 2);
            String name = sides[0].toLowerCase(Locale.ROOT);
            if (!parameter.isEmpty()
                    && (sides.length < 2
                            || !PARAMETERS.contains(name)
                            || !VALUE.matcher(sides[1]).matches()
                            || given.put(name, sides[1].toLowerCase(Locale.ROOT)) != null)) {
                throw new IllegalArgumentException("a parameter that may not be set here, or is set twice");
            }
        }
        return new JdbcAddress(text, product, parts.group(1), encrypted(product, text, given));
    }

    /** As the driver of this product understands its parameters; those of others do nothing there. */
    private static boolean encrypted(Product product, String text, Map<String, String> given) {
        String mode = given.getOrDefault("sslmode", "").replace('_', '-');
        return switch (product) {
            case POSTGRESQL ->
                mode.isEmpty() ? "true".equals(given.get("ssl")) : mode.matches("require|verify-ca|verify-full");
            case MYSQL ->
                mode.isEmpty()
                        ? "true".equals(given.get("usessl")) && (text.startsWith("jdbc:mariadb:") || required(given))
                        : mode.matches("required|trust|verify-ca|verify-full|verify-identity");
            case SQLSERVER -> given.getOrDefault("encrypt", "").matches("true|strict|mandatory");
            case ORACLE -> false;
        };
    }

    /** With useSSL alone the driver of MySQL goes on in clear where the server has no TLS. */
    private static boolean required(Map<String, String> given) {
        return "true".equals(given.get("requiressl")) || "true".equals(given.get("verifyservercertificate"));
    }
}
