package vn.emr.api.dialect;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.emr.core.hl7.Hl7Text;

/** Reads every file of a folder, a file may hold several messages, and prints what was made of each. */
final class FolderCheck {
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 5;
    /** As large as the doors take. */
    private static final long LARGEST_FILE = 32L << 20;

    private final DialectReader reader;
    private final DialectReader against;
    private final PrintStream out;
    private int messages;
    private int understood;
    private int different;

    /** @param against another dialect to compare with, or null */
    FolderCheck(DialectReader reader, DialectReader against, PrintStream out) {
        this.reader = reader;
        this.against = against;
        this.out = out;
    }

    /** Whether there were messages and all were understood. */
    boolean run(Path folder) throws IOException {
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString();
            if (Files.size(file) > LARGEST_FILE) {
                out.printf("%s: larger than %d MB, not read%n", name, LARGEST_FILE >> 20);
                messages++;
                continue;
            }
            List<byte[]> parts = Hl7Text.split(Files.readAllBytes(file));
            for (int i = 0; i < parts.size(); i++) {
                message(parts.size() == 1 ? name : name + " #" + (i + 1), parts.get(i));
            }
        }
        out.printf(
                "%d messages with %s: %d understood, %d not",
                messages, reader.name(), understood, messages - understood);
        out.println(against == null ? "" : "; " + different + " differ from " + against.name());
        return messages > 0 && messages == understood;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    private void message(String name, byte[] bytes) {
        MessageMeaning meaning = new MessageMeaning(reader.read(bytes));
        messages++;
        understood += meaning.understood() ? 1 : 0;
        out.printf("%s: %s %s%n", name, meaning.type(), meaning.answer());
        meaning.inShort().forEach(notice -> out.println("    " + notice));
        meaning.remarks().forEach(remark -> out.println("    remark: " + remark));
        if (against != null) {
            List<String> differences = meaning.differences(new MessageMeaning(against.read(bytes)));
            different += differences.isEmpty() ? 0 : 1;
            differences.forEach(line -> out.println("    " + line));
        }
    }
}
