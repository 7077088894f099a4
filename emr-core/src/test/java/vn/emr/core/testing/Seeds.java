package vn.emr.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Golden messages as the beginning of a corpus: a fuzzer that starts from real ones finds more. */
public final class Seeds {
    private Seeds() {}

    /** The files of some folders of {@code src/test/resources} with that ending, in order. */
    public static Stream<byte[]> files(String ending, String... folders) {
        return Stream.of(folders).flatMap(folder -> files(ending, Path.of("src/test/resources", folder)).stream());
    }

    private static List<byte[]> files(String ending, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(Seeds::bytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
