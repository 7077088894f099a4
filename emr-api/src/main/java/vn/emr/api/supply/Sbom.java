package vn.emr.api.supply;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bill of materials of a package in CycloneDX 1.6 (ECMA-424): every library with the digest of its file, and the
 * packages of the viewer. The same package gives the same bytes.
 */
final class Sbom {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    /** @param libraries the folder below which the files of the libraries are */
    static String of(List<Component> components, String version, Path libraries) throws IOException {
        ObjectNode bom = JSON.createObjectNode();
        bom.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        bom.putObject("metadata")
                .putObject("component")
                .put("type", "application")
                .put("bom-ref", "emr")
                .put("name", "emr")
                .put("version", version);
        ArrayNode all = bom.putArray("components");
        for (Component component : components) {
            ObjectNode one = all.addObject();
            one.put("type", "library").put("bom-ref", component.purl());
            int colon = component.name().indexOf(':');
            if (colon > 0) {
                one.put("group", component.name().substring(0, colon));
            }
            one.put("name", component.name().substring(colon + 1)).put("version", component.version());
            Optional<Path> file = file(libraries, component);
            if (file.isPresent()) {
                one.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256(file.get()));
            }
            one.put("purl", component.purl());
        }
        return JSON.writeValueAsString(bom) + "\n";
    }

    private static Optional<Path> file(Path libraries, Component component) throws IOException {
        String name = component.name().replace(':', '.') + "-" + component.version() + ".jar";
        try (Stream<Path> files = Files.walk(libraries)) {
            return files.filter(f -> f.getFileName().toString().equals(name)).findFirst();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
