package vn.emr.his.pull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.emr.core.Refusal;

/**
 * The mappings of this server: files {@code NAME.json} in the folder {@code mappings} of the data folder, and the examples it
 * ships. A changed file is in use from the next round on; a faulty one is not used, and the door says where its fault is.
 */
final class Mappings {
    static final List<String> SHIPPED = List.of("sen-vang-nguoi-benh", "sen-vang-xet-nghiem", "sen-vang-phieu");

    private record Known(byte[] bytes, Mapping mapping) {}

    private final Path folder;
    private final Map<String, Known> known = new HashMap<>();

    /** @param folder of the hospital's own files; may be absent */
    Mappings(Path folder) {
        this.folder = folder;
    }

    /**
     * The mapping of that name; the same object while its file is the same.
     *
     * @throws PullTrouble when there is none, or with the place of its fault
     */
    synchronized Mapping named(String name) throws PullTrouble {
        byte[] bytes = bytes(name);
        Known before = known.get(name);
        if (before == null || !Arrays.equals(before.bytes(), bytes)) {
            before = new Known(bytes, read(name, bytes));
            known.put(name, before);
        }
        return before.mapping();
    }

    private static Mapping read(String name, byte[] bytes) throws PullTrouble {
        try {
            Mapping mapping = MappingFile.read(bytes);
            if (mapping.name().equals(name)) {
                return mapping;
            }
        } catch (Refusal fault) {
            String at = fault.fields().isEmpty() ? "" : " tại " + fault.fields().getFirst();
            throw new PullTrouble("Tệp ánh xạ " + name + at + ": " + fault.getMessage(), false);
        }
        throw new PullTrouble("Tệp ánh xạ " + name + " tại /mapping: phải là tên của tệp", false);
    }

    private byte[] bytes(String name) throws PullTrouble {
        Path file = folder.resolve(name + ".json");
        try (InputStream in = Files.isRegularFile(file) ? Files.newInputStream(file) : shipped(name)) {
            if (in != null) {
                return in.readNBytes(MappingFile.LARGEST + 1);
            }
        } catch (IOException e) {
            throw new PullTrouble("Không đọc được tệp ánh xạ " + name, false);
        }
        throw new PullTrouble("Không có tệp ánh xạ " + name + ".json trong thư mục mappings", false);
    }

    private static InputStream shipped(String name) {
        return SHIPPED.contains(name) ? Mappings.class.getResourceAsStream("/mappings/" + name + ".json") : null;
    }
}
