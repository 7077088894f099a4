package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.exchange.ExportFiles.Leaf;
import vn.emr.core.exchange.ExportFiles.Packed;
import vn.emr.core.exchange.ExportFiles.SignedLeaf;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * What a part of an export holds: of each folder its files, then, where records are printed, the newest file of each of its signed
 * documents as it lies in the blob store. The same again of the same export, also after a crash.
 */
record ExportedPart(
        ExportedFolder.Order order, int number, int of, List<Done> done, Map<UUID, List<SignedLeaf>> signed) {
    /** A folder that had its turn. @param reason why it was refused; null: it is written */
    record Done(int place, UUID folderId, String reason, List<Leaf> leaves) {}

    /** The moment of an export is told to the second; what was signed within it is in. */
    private static final Duration WITHIN = Duration.ofSeconds(1);

    private static final String DONE = """
            select place, folder_id, reason, xml_sha256, json_sha256, pdf_sha256 from record_export_folder
            where export_id = ? and place >= ? and place < ? order by place
            """;

    /** Files only grow, so those before a moment are the same whenever they are asked. The first is drawn and not signed. */
    private static final String SIGNED = """
            select d.folder_id, d.id, f.sha256
            from signed_document d
            join lateral (select number, sha256 from signed_file f
                          where f.document_id = d.id and f.at < ? order by number desc limit 1) f on true
            where d.tenant_id = ? and d.folder_id = any (?) and f.number > 0
            order by d.id
            """;

    /** Folders of a part, from one place up to another that is not in it. */
    static List<Done> done(Database database, UUID export, int from, int until) {
        return database.query(DONE, ExportedPart::done, export, from, until);
    }

    /** @param done all with an outcome */
    static ExportedPart of(Database database, ExportedFolder.Order order, int number, int of, List<Done> done) {
        UUID[] printed = done.stream()
                .filter(one -> order.withPdf() && one.reason() == null)
                .map(Done::folderId)
                .toArray(UUID[]::new);
        List<SignedLeaf> signed = database.query(
                SIGNED,
                row -> new SignedLeaf(row.uuid("folder_id"), row.uuid("id"), row.text("sha256")),
                order.begunAt().plus(WITHIN),
                order.tenantId(),
                printed);
        return new ExportedPart(
                order, number, of, done, signed.stream().collect(Collectors.groupingBy(SignedLeaf::folderId)));
    }

    /** Its files in their order. */
    List<Packed> packed() {
        return done.stream().flatMap(one -> packed(one).stream()).toList();
    }

    /** What is in it, and what is not and why. */
    ObjectNode manifest() {
        ObjectNode manifest = JsonNodeFactory.instance
                .objectNode()
                .put("form", "HoSoBenhAn")
                .put("export", order.export().toString())
                .put("at", order.begunAt().toString())
                .put("purpose", order.purpose())
                .put("receiver", order.receiver())
                .put("part", number)
                .put("parts", of);
        ArrayNode listed = manifest.putArray("folders");
        for (Done one : done) {
            ObjectNode folder = listed.addObject().put("folder", one.folderId().toString());
            if (one.reason() != null) {
                folder.put("refused", one.reason());
            }
            ArrayNode written = folder.putArray("files");
            packed(one)
                    .forEach(file ->
                            written.addObject().put("name", file.entry()).put("sha256", file.sha256()));
        }
        return manifest;
    }

    private List<Packed> packed(Done one) {
        List<Packed> files = new ArrayList<>(one.leaves());
        files.addAll(signed.getOrDefault(one.folderId(), List.of()));
        return files;
    }

    private static Done done(Row row) {
        UUID folder = row.uuid("folder_id");
        List<Leaf> leaves = new ArrayList<>();
        for (String form : List.of("xml", "json", "pdf")) {
            String digest = row.text(form + "_sha256");
            if (digest != null) {
                leaves.add(new Leaf(folder, form, digest));
            }
        }
        return new Done(row.integer("place"), folder, row.text("reason"), leaves);
    }
}
