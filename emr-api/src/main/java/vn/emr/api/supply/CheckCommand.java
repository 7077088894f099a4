package vn.emr.api.supply;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code ./emr check}: what the package is made of against the advisories at hand, and the sources against secrets and real
 * people's numbers. Without a network. {@code --sbom VERSION} only writes the bill of materials. Ends with 0 when nothing was found, 1 when something was, 2 when it could not look.
 */
public final class CheckCommand {
    private static final Path PACKAGE = Path.of("emr-api/target/quarkus-app");
    private static final Path LOCK = Path.of("emr-api/src/main/webui/package-lock.json");
    private static final Path ADVISORIES = Path.of("deploy/advisories");

    private CheckCommand() {}

    /** Arguments: folders with further advisories as OSV JSON, such as an unpacked all.zip of an ecosystem from osv.dev. */
    public static void main(String... args) {
        if (args.length == 2 && args[0].equals("--sbom")) {
            System.exit(sbom(args[1]));
        }
        System.exit(run(Path.of(""), System.out, args));
    }

    private static int sbom(String version) {
        try {
            writeSbom(Path.of(""), version);
            return 0;
        } catch (IOException e) {
            System.err.println("The bill of materials cannot be written: " + e.getMessage());
            return 2;
        }
    }

    static int run(Path root, PrintStream out, String... folders) {
        try {
            List<Component> components = components(root);
            List<Advisory> advisories = new ArrayList<>(Advisory.in(root.resolve(ADVISORIES)));
            for (String folder : folders) {
                advisories.addAll(Advisory.in(Path.of(folder)));
            }
            List<String> hits = hits(components, advisories);
            hits.forEach(out::println);
            List<RepositoryScan.Finding> findings = RepositoryScan.of(root);
            findings.forEach(f -> out.println("May be a " + f.what() + ": " + f.place()));
            Instant newest = advisories.stream()
                    .map(Advisory::modified)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
            out.printf(
                    "%d components against %d advisories (newest of %tF): %d affected. %d files looked through: %d findings.%n",
                    components.size(),
                    advisories.size(),
                    newest.atOffset(java.time.ZoneOffset.UTC),
                    hits.size(),
                    RepositoryScan.read(root).size(),
                    findings.size());
            out.println("The advisories in " + ADVISORIES + " are a few that were looked up by hand, no whole database:"
                    + " name a folder with those of osv.dev to ask them too.");
            return hits.isEmpty() && findings.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            out.println("Cannot look: " + e.getMessage());
            return 2;
        }
    }

    /** What the package of the last build is made of. */
    static List<Component> components(Path root) throws IOException {
        return Component.of(root.resolve(PACKAGE).resolve("quarkus-app-dependencies.txt"), root.resolve(LOCK));
    }

    /** One line for each component and advisory that meet. */
    static List<String> hits(List<Component> components, List<Advisory> advisories) {
        List<String> hits = new ArrayList<>();
        for (Component component : components) {
            advisories.stream()
                    .filter(advisory -> advisory.affects(component))
                    .forEach(advisory -> hits.add(component.purl() + ": " + advisory.id() + " " + advisory.severity()
                            + " " + advisory.summary()));
        }
        return hits;
    }

    /** Writes the bill of materials into the package. */
    static Path writeSbom(Path root, String version) throws IOException {
        Path libraries = root.resolve(PACKAGE).resolve("lib");
        Path bom = root.resolve(PACKAGE).resolve("emr.cdx.json");
        return Files.writeString(bom, Sbom.of(components(root), version, libraries));
    }
}
