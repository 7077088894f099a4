package vn.emr.core.organization;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a sender keeps files for us: {@code sftp://user@host:22/folder}. Never a password.
 *
 * @param folder absolute on that server; empty for the folder the sign-in leads to
 */
public record SftpAddress(String user, String host, int port, String folder) {
    private static final int USUAL_PORT = 22;
    private static final int LAST_PORT = 65_535;
    // * ? and \ in a path would be patterns.
    private static final Pattern FORM = Pattern.compile(
            "sftp://([^@/:\\s]{1,100})@(\\[[0-9a-fA-F:]+]|[^@/:\\s\\[\\]]{1,200})(?::(\\d{1,5}))?(/[^\\s*?\\\\]{0,300})?");

    /** @throws IllegalArgumentException when it is no such address */
    public static SftpAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not sftp://user@host:port/folder");
        }
        int port = parts.group(3) == null ? USUAL_PORT : Integer.parseInt(parts.group(3));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("no such port");
        }
        String host = parts.group(2);
        return new SftpAddress(
                parts.group(1),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                parts.group(4) == null ? "" : parts.group(4));
    }

    /** As the health page shows it. */
    public String shown() {
        return host + ":" + port + folder;
    }
}
