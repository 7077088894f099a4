package vn.emr.core.exchange;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Which records a ZIP holds, by the names of its files: XML and JSON of one name are one record. Nothing is left out silently: what is
 * not read is counted, and what cannot be one of the records is one that is refused.
 *
 * @param manifest null where it has none
 * @param prints PDFs beside records, signed files among them
 * @param others files that are no records
 */
record PackContents(PackManifest manifest, List<Entry> records, int prints, int others) {
    /**
     * The files of one record.
     *
     * @param name without its ending, as people see it
     * @param xml name of the file in the ZIP, or null; {@code json} alike
     * @param xmlSha256 as the manifest says, or null; {@code jsonSha256} alike
     * @param reason why it is refused already; null: it is looked at
     */
    record Entry(String name, String xml, String json, String xmlSha256, String jsonSha256, String reason) {
        private static Entry refused(String name, String reason) {
            return new Entry(name, null, null, null, null, reason);
        }
    }

    private static final Set<String> PACKED = Set.of(".zip", ".rar", ".7z", ".gz", ".tar");

    /** @throws Refusal UNREADABLE for a ZIP without a record, or with a damaged manifest */
    static PackContents of(PackZip zip) throws IOException {
        PackManifest manifest = PackManifest.in(zip).orElse(null);
        Map<String, String[]> pairs = new LinkedHashMap<>();
        List<Entry> refused = new ArrayList<>();
        int prints = 0;
        int others = 0;
        for (String name : zip.names()) {
            String ending = PackZip.ending(name);
            if (manifest != null && name.equals(PackManifest.NAME)) {
                continue;
            }
            if (PACKED.contains(ending)) {
                refused.add(Entry.refused(shown(name), "NESTED"));
            } else if (systemFile(name) || !ending.equals(".xml") && !ending.equals(".json")) {
                prints += ending.equals(".pdf") ? 1 : 0;
                others += ending.equals(".pdf") ? 0 : 1;
            } else {
                String stem = name.substring(0, name.length() - ending.length());
                int form = ending.equals(".xml") ? 0 : 1;
                String[] pair = pairs.computeIfAbsent(stem, any -> new String[2]);
                // The endings differ in capitals only: a record of its own.
                (pair[form] == null ? pair : pairs.computeIfAbsent(name, any -> new String[2]))[form] = name;
            }
        }
        List<Entry> records = new ArrayList<>();
        pairs.forEach((stem, pair) -> records.add(entry(stem, pair[0], pair[1], manifest)));
        records.addAll(refused);
        records.addAll(missing(manifest, zip));
        if (pairs.isEmpty() && records.stream().noneMatch(one -> one.reason().equals("MISSING"))) {
            throw new Refusal(
                    Code.UNREADABLE,
                    refused.isEmpty()
                            ? "the ZIP holds no HoSoBenhAn, neither XML nor JSON"
                            : "the ZIP holds other packed files and no record; unpack it and give each by itself");
        }
        return new PackContents(manifest, records, prints, others);
    }

    private static Entry entry(String stem, String xml, String json, PackManifest manifest) {
        String xmlSha256 = digest(manifest, xml);
        String jsonSha256 = digest(manifest, json);
        boolean unlisted = manifest != null && (xml != null && xmlSha256 == null || json != null && jsonSha256 == null);
        return new Entry(shown(stem), xml, json, xmlSha256, jsonSha256, unlisted ? "UNLISTED" : null);
    }

    private static String digest(PackManifest manifest, String name) {
        return manifest == null || name == null ? null : manifest.digests().get(name);
    }

    /** A record of which one form is there is looked at in that form. */
    private static List<Entry> missing(PackManifest manifest, PackZip zip) {
        if (manifest == null) {
            return List.of();
        }
        Set<String> there = new HashSet<>();
        zip.names().forEach(name -> there.add(stem(name)));
        return manifest.digests().keySet().stream()
                .filter(name -> PackZip.ending(name).equals(".xml")
                        || PackZip.ending(name).equals(".json"))
                .map(PackContents::stem)
                .distinct()
                .filter(stem -> !there.contains(stem))
                .sorted()
                .map(stem -> Entry.refused(shown(stem), "MISSING"))
                .toList();
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - PackZip.ending(name).length());
    }

    /** What archivers of some systems add by themselves. */
    private static boolean systemFile(String name) {
        return name.startsWith("__MACOSX/")
                || name.substring(name.lastIndexOf('/') + 1).startsWith("._");
    }

    private static String shown(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFC);
        return Optional.of(text.substring(0, Math.min(500, text.length())))
                .filter(one -> !one.isBlank())
                .orElse("?");
    }
}
