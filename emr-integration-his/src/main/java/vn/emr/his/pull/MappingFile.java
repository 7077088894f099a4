package vn.emr.his.pull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.ItemKind;
import vn.emr.his.pull.Mapping.Asking;
import vn.emr.his.pull.Mapping.NoticePart;
import vn.emr.his.pull.Mapping.Request;
import vn.emr.his.pull.Mapping.View;

/**
 * Reads a mapping from its file, one JSON object. An unknown key is refused as an error of writing, never ignored; names of
 * views and columns are plain identifiers, so nothing in the file becomes SQL; nothing in it is executed.
 */
final class MappingFile {
    static final int LARGEST = 256 << 10;
    static final String NAME = "[a-z][a-z0-9-]{0,39}";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#]{0,127}");
    private static final Pattern VIEW = Pattern.compile("(?:" + IDENTIFIER + "\\.){0,3}" + IDENTIFIER);
    private static final Pattern PATH =
            Pattern.compile("/(?:[A-Za-z0-9._~/?&=:@!$'()*+,;-]|%[0-9A-Fa-f]{2}|\\{(?:since|page|visit|barcode)})*");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(2_000)
                            .maxNameLength(200)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final FileObject file;
    private final Map<String, Map<String, String>> tables = new HashMap<>();
    private final List<DateForm> dates = new ArrayList<>();
    /** Of a view; null for a request, whose paths are free. */
    private Set<String> columns;

    private MappingFile(FileObject file) {
        this.file = file;
    }

    /**
     * @throws Refusal TOO_LARGE; UNREADABLE when it is no JSON; MALFORMED_FIELD and REQUIRED_FIELD_MISSING with the JSON
     *     pointer of the fault
     */
    static Mapping read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "Tệp ánh xạ không được quá " + (LARGEST >> 10) + " KiB");
        }
        return new MappingFile(new FileObject(
                        json(bytes),
                        "",
                        "mapping",
                        "version",
                        "about",
                        "view",
                        "request",
                        "dates",
                        "tables",
                        "notices",
                        "asSent"))
                .mapping();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " ở dòng " + e.getLocation().getLineNr();
            throw new Refusal(Code.UNREADABLE, "Tệp ánh xạ không phải JSON, hoặc có khóa lặp lại" + line);
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "Tệp ánh xạ không phải UTF-8");
        }
    }

    private Mapping mapping() {
        String name = file.text("mapping", 40);
        file.must(name.matches(NAME), "mapping", "cần chữ thường, số và dấu -, ví dụ sen-vang-nguoi-benh");
        int version = file.number("version", 1, 9999, null);
        if (file.has("about")) {
            file.text("about", 1_000);
        }
        file.must(file.has("view") != file.has("request"), "view", "cần đúng một trong view và request");
        file.list("dates", 20).forEach(this::date);
        file.object("tables").ifPresent(all -> all.names().forEach(table -> tables.put(table, all.texts(table))));
        columns = file.has("view") ? new TreeSet<>() : null;
        List<NoticePart> notices = notices();
        View view = file.object("view", "name", "watermark", "key", "page", "overlap")
                .map(this::view)
                .orElse(null);
        Request request = file.object(
                        "request", "path", "success", "rows", "watermark", "since", "overlap", "firstPage")
                .map(this::request)
                .orElse(null);
        return new Mapping(name, version, view, request, notices);
    }

    private void date(FileObject.Entry entry) {
        String text = entry.text();
        try {
            dates.add(DateForm.of(text));
        } catch (IllegalArgumentException e) {
            throw entry.wrong("cần một mẫu ngày giờ như dd-MM-yyyy HH:mm:ss");
        }
    }

    private View view(FileObject part) {
        String name = part.text("name", 200);
        part.must(VIEW.matcher(name).matches(), "name", "chỉ gồm chữ không dấu, số, _ $ # và dấu chấm giữa các phần");
        String watermark = column(part, "watermark", part.text("watermark", 128));
        String key = column(part, "key", part.text("key", 128));
        part.must(!watermark.equals(key), "key", "phải khác cột watermark");
        return new View(
                name,
                watermark,
                key,
                part.number("page", 1, 1_000, 200),
                part.number("overlap", 0, 1_000_000, 10),
                Set.copyOf(columns));
    }

    private String column(FileObject part, String at, String name) {
        part.must(IDENTIFIER.matcher(name).matches(), at, "tên cột chỉ gồm chữ không dấu, số, _ $ #");
        columns.add(name);
        return name;
    }

    private Request request(FileObject part) {
        String path = part.text("path", 500);
        part.must(
                PATH.matcher(path).matches() && !path.contains("/..") && !path.startsWith("//"),
                "path",
                "cần đường dẫn bắt đầu bằng / với {since} và {page}, {visit} hoặc {barcode}");
        List<Asking> asked = new ArrayList<>();
        Map.of("{since}", Asking.LIST, "{visit}", Asking.VISIT, "{barcode}", Asking.ORDER)
                .forEach((place, asking) -> {
                    if (path.contains(place)) {
                        asked.add(asking);
                    }
                });
        part.must(asked.size() == 1, "path", "cần đúng một trong {since}, {visit} và {barcode}");
        boolean list = asked.getFirst() == Asking.LIST;
        boolean pages = path.contains("{page}");
        part.must(list || !pages, "path", "{page} chỉ đi cùng {since}");
        part.must(list == part.has("watermark"), "watermark", "cần cùng với {since}, và chỉ khi đó");
        part.must(list || !part.has("since"), "since", "chỉ dùng cùng với {since}");
        return new Request(
                asked.getFirst(),
                path,
                condition(part, "success"),
                part.has("rows") ? part.text("rows", 200) : "/",
                list ? part.text("watermark", 200) : null,
                since(part),
                part.number("overlap", 0, 10_080, 10),
                pages ? part.number("firstPage", 0, 1, 1) : null);
    }

    private static DateTimeFormatter since(FileObject part) {
        String pattern = part.has("since") ? part.text("since", 40) : "yyyyMMddHHmmss";
        try {
            part.must(pattern.matches("[yMdHmsSTZX /.:'-]{4,40}"), "since", "cần một mẫu ngày giờ như yyyyMMddHHmmss");
            DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            form.format(LocalDateTime.of(2026, 1, 1, 0, 0).atZone(java.time.ZoneOffset.UTC));
            return form;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw part.wrong("since", "cần một mẫu ngày giờ như yyyyMMddHHmmss");
        }
    }

    private List<NoticePart> notices() {
        boolean asSent = file.flag("asSent");
        file.must(!asSent || columns == null, "asSent", "chỉ dùng cho request: một dòng của view không phải là notice");
        file.must(asSent != file.has("notices"), "notices", "cần notices, hoặc asSent khi câu trả lời đã là notice");
        List<NoticePart> all = new ArrayList<>();
        for (FileObject.Entry entry : file.list("notices", 50)) {
            FileObject part = entry.object("each", "when", "item");
            part.must(columns == null || !part.has("each"), "each", "một dòng của view không có danh sách");
            FileObject item = part.object("item")
                    .orElseThrow(() ->
                            new Refusal(Code.REQUIRED_FIELD_MISSING, "thiếu trường bắt buộc", part.pointer("item")));
            String kind = item.text("kind", 40);
            item.must(ItemKind.of(kind).isPresent(), "kind", "phải là một loại của notice-1.0, ví dụ patient");
            for (String needed : List.of("id", "statedAt", "patient")) {
                item.must(item.has(needed), needed, "thiếu trường bắt buộc");
            }
            all.add(new NoticePart(
                    part.has("each") ? part.text("each", 200) : null,
                    condition(part, "when"),
                    part(item.entry(), columns == null)));
        }
        file.must(asSent || !all.isEmpty(), "notices", "cần ít nhất một");
        return List.copyOf(all);
    }

    private Condition condition(FileObject part, String name) {
        return part.object(name, "from", "is")
                .map(f -> new Condition(
                        from(f, "from", f.text("from", 200)),
                        Set.copyOf(f.list("is", 200).stream()
                                .map(entry -> entry.text().toLowerCase(Locale.ROOT))
                                .toList())))
                .orElse(null);
    }

    private Part part(FileObject.Entry entry, boolean lists) {
        JsonNode node = entry.node();
        if (node.isArray()) {
            return new Part.Sequence(
                    entry.elements(200).stream().map(e -> part(e, lists)).toList());
        }
        if (!node.isObject()) {
            entry.must(!node.isNull(), "null không có nghĩa ở đây");
            return new Part.Constant(node);
        }
        if (node.has("from")) {
            return hole(entry.object("from", "as", "table"));
        }
        if (node.has("join")) {
            return joined(entry.object("join"));
        }
        if (node.has("each")) {
            FileObject each = entry.object("each", "item");
            each.must(lists, "each", "một dòng của view không có danh sách");
            each.must(each.has("item"), "item", "thiếu trường bắt buộc");
            return new Part.Each(each.text("each", 200), part(each.entry("item"), true));
        }
        Map<String, Part> parts = new java.util.LinkedHashMap<>();
        FileObject group = entry.object();
        group.names().forEach(name -> parts.put(name, part(group.entry(name), lists)));
        return new Part.Group(parts);
    }

    private Part hole(FileObject part) {
        List<String> from = new ArrayList<>();
        if (part.entry("from").node().isArray()) {
            part.list("from", 20).forEach(entry -> from.add(from(part, "from", entry.text())));
            part.must(!from.isEmpty(), "from", "cần ít nhất một");
        } else {
            from.add(from(part, "from", part.text("from", 200)));
        }
        Map<String, String> table = Map.of();
        if (part.has("table")) {
            table = tables.get(part.text("table", 100));
            part.must(table != null, "table", "không có bảng mã này trong tables");
        }
        return new Part.Hole(List.copyOf(from), as(part), table);
    }

    private As as(FileObject part) {
        return switch (part.has("as") ? part.text("as", 10) : "text") {
            case "text" -> As.TEXT;
            case "time" -> new As(As.Kind.TIME, dates);
            case "date" -> new As(As.Kind.DATE, dates);
            case "number" -> new As(As.Kind.NUMBER, dates);
            default -> throw part.wrong("as", "phải là text, time, date hoặc number");
        };
    }

    private Part joined(FileObject part) {
        String pattern = part.text("join", 500);
        var place = Part.Joined.PLACE.matcher(pattern);
        int places = 0;
        while (place.find()) {
            from(part, "join", place.group(1));
            places++;
        }
        part.must(places > 0, "join", "cần ít nhất một cột trong ngoặc nhọn, ví dụ XN-{SO_PHIEU}");
        return new Part.Joined(pattern);
    }

    private String from(FileObject part, String at, String path) {
        return columns == null ? path : column(part, at, path);
    }
}
