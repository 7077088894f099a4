package vn.emr.api.supply;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through the texts of a source tree for what must not be there: keys and tokens by their form, and numbers that may
 * be those of real people. Invented numbers say so: the digits that chance gives hold 999, 000, 1234, one digit four times or two digits three times.
 */
final class RepositoryScan {
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", ".git", ".quinoa", "dist", ".cifuzz-corpus", ".playwright");
    private static final Pattern SAME_DIGIT = Pattern.compile("(\\d)\\1{3}|(\\d)\\2\\2(\\d)\\3\\3");
    private static final long LARGEST = 8L << 20;

    /** Groups: what chance gives, where a number may be invented. */
    private static final Map<String, Pattern> FORMS = new LinkedHashMap<>();

    static {
        form("private key", "-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\\s*[A-Za-z0-9+/]{20}");
        form("key of this server", "\\bemrs_(?![a-z_]*khong_bi_mat)[A-Za-z0-9_-]{43}");
        form("signed token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}");
        form(
                "key of a cloud or code host",
                "\\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}"
                        + "|github_pat_[A-Za-z0-9_]{50,}|xox[abprs]-[A-Za-z0-9-]{20,}|AIza[0-9A-Za-z_-]{35}|sk-[A-Za-z0-9]{40,})");
        form(
                "password in an address",
                "\\b[a-z]{3,10}://[^\\s:/@\"'<>{}$%]{2,40}:(?!p@|x@|b@|password@)[^\\s:/@\"'<>{}$%]{6,60}@[a-z0-9.-]+");
        form("national identity number", "(?<![\\w.])0(?!00)(?:[0-8]\\d|9[0-6])\\d\\d{2}(\\d{6})(?![\\w.])");
        form(
                "health insurance number",
                "\\b(?:DN|HX|CH|NN|TK|HC|XK|HT|TB|NO|CT|XB|TN|CS|QN|CA|CY|XN|MS|CC|CK|CB|KC|HD|TE|BT|HN|DT|DK|XD"
                        + "|TS|TC|TQ|TA|TY|HG|LS|PV|HS|SV|GB|GD)[1-5]\\d{2}(\\d{10})\\b");
        form("telephone number", "(?<![\\w.])0[35789](\\d{8})(?![\\w.])");
    }

    /** @param place file and line; what was found is not repeated */
    record Finding(String what, String place) {}

    private RepositoryScan() {}

    private static void form(String what, String pattern) {
        FORMS.put(what, Pattern.compile(pattern));
    }

    /** Everything found below a folder; the number of files that were read is asked by {@link #read}. */
    static List<Finding> of(Path root) throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Path file : read(root)) {
            found.addAll(in(root.relativize(file).toString(), text(file)));
        }
        return found;
    }

    /** The files that are looked through. */
    static List<Path> read(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
                return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                if (about.isRegularFile() && about.size() <= LARGEST) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    static List<Finding> in(String name, String text) {
        List<Finding> found = new ArrayList<>();
        FORMS.forEach((what, form) -> {
            Matcher match = form.matcher(text);
            while (match.find()) {
                if (match.groupCount() == 0 || !invented(match.group(1))) {
                    long line = text.substring(0, match.start())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count()
                            + 1;
                    found.add(new Finding(what, name + ":" + line));
                }
            }
        });
        return found;
    }

    private static boolean invented(String byChance) {
        return Stream.of("999", "000", "1234").anyMatch(byChance::contains)
                || SAME_DIGIT.matcher(byChance).find();
    }

    /** Empty for what is no text. */
    private static String text(Path file) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.indexOf('\0') < 0 ? text : "";
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
