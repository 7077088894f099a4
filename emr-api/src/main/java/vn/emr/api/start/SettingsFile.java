package vn.emr.api.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the configuration file: {@code KEY=value} lines as in a systemd EnvironmentFile, without line continuation. */
final class SettingsFile {
    private SettingsFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new SettingsRefused("The configuration file " + file + " cannot be read.");
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new SettingsRefused("Line " + number + " of " + file + " is not of the form KEY=value.");
            }
            String key = line.substring(0, equals).strip();
            if (!Setting.known(key)) {
                throw new SettingsRefused("Unknown setting " + key + " in line " + number + " of " + file + ".");
            }
            values.put(key, unquoted(line.substring(equals + 1).strip()));
        }
        mustHideSecrets(file, values);
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static void mustHideSecrets(Path file, Map<String, String> values) {
        boolean secret =
                values.keySet().stream().anyMatch(key -> Setting.valueOf(key).secret());
        if (secret && openToAll(file)) {
            throw new SettingsRefused(
                    "The configuration file " + file + " holds a password and everybody may read it: chmod 640 it.");
        }
    }

    /** True when every user of the machine may read {@code file}. */
    static boolean openToAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            throw new SettingsRefused("The file " + file + " cannot be read.");
        }
    }
}
