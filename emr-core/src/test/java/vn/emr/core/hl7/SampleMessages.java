package vn.emr.core.hl7;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Public sample messages that stand beside the project where it is developed; absent elsewhere. */
public final class SampleMessages {
    /** One file as published. */
    public record Sample(String file, byte[] bytes) {}

    private SampleMessages() {}

    /** All samples in the order of their names; none when the folder is absent, which is said on standard output. */
    public static List<Sample> all() {
        Path folder = folder();
        if (folder == null) {
            System.out.println("The folder of public HL7 samples is not beside the project: nothing was compared.");
            return List.of();
        }
        var samples = new ArrayList<Sample>();
        try (var files = Files.newDirectoryStream(folder, "*.hl7")) {
            for (Path file : files) {
                samples.add(new Sample(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        samples.sort(java.util.Comparator.comparing(Sample::file));
        return samples;
    }

    private static Path folder() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path folder = above.resolve("shared/integration/hl7-samples");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
