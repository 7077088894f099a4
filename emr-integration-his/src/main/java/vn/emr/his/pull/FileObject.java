package vn.emr.his.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** One object of a mapping file, read strictly: every fault is refused with its JSON pointer (RFC 6901). */
final class FileObject {
    private static final int MOST_NAMES = 2_000;

    /** A value and where it stands. */
    record Entry(JsonNode node, String pointer) {
        String text() {
            must(node.isTextual() && !node.textValue().isEmpty(), "cần một chuỗi không rỗng");
            return node.textValue();
        }

        FileObject object(String... keys) {
            return new FileObject(node, pointer, keys);
        }

        List<Entry> elements(int most) {
            must(node.isArray() && node.size() <= most, "cần một danh sách không quá " + most + " phần tử");
            List<Entry> all = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                all.add(new Entry(node.get(i), pointer + "/" + i));
            }
            return all;
        }

        void must(boolean holds, String sentence) {
            if (!holds) {
                throw wrong(sentence);
            }
        }

        Refusal wrong(String sentence) {
            return new Refusal(Code.MALFORMED_FIELD, sentence, pointer);
        }
    }

    private final JsonNode node;
    private final String pointer;

    /** @param keys those it may have; none for any */
    FileObject(JsonNode node, String pointer, String... keys) {
        this.node = node;
        this.pointer = pointer;
        if (node == null || !node.isObject() || node.size() > MOST_NAMES) {
            throw new Refusal(Code.MALFORMED_FIELD, "cần một đối tượng {…}", pointer);
        }
        Set<String> known = new TreeSet<>(List.of(keys));
        node.fieldNames()
                .forEachRemaining(key ->
                        must(known.isEmpty() || known.contains(key), key, "khóa không được biết ở đây: " + known));
    }

    boolean has(String key) {
        return node.has(key);
    }

    Set<String> names() {
        Set<String> names = new java.util.LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String pointer(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    Entry entry() {
        return new Entry(node, pointer);
    }

    Entry entry(String key) {
        return new Entry(node.path(key), pointer(key));
    }

    Refusal wrong(String key, String sentence) {
        return new Refusal(Code.MALFORMED_FIELD, sentence, pointer(key));
    }

    void must(boolean holds, String key, String sentence) {
        if (!holds) {
            throw wrong(key, sentence);
        }
    }

    String text(String key, int longest) {
        if (!has(key)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "thiếu trường bắt buộc", pointer(key));
        }
        String text = entry(key).text();
        must(text.length() <= longest, key, "dài quá " + longest + " ký tự");
        return text;
    }

    /** @param otherwise when it is left out; null when it must be there */
    int number(String key, int least, int most, Integer otherwise) {
        if (!has(key) && otherwise != null) {
            return otherwise;
        }
        JsonNode value = node.path(key);
        must(
                value.isInt() && value.intValue() >= least && value.intValue() <= most,
                key,
                "cần một số từ " + least + " đến " + most);
        return value.intValue();
    }

    boolean flag(String key) {
        must(!has(key) || node.get(key).isBoolean(), key, "cần true hoặc false");
        return has(key) && node.get(key).booleanValue();
    }

    Optional<FileObject> object(String key, String... keys) {
        return has(key) ? Optional.of(entry(key).object(keys)) : Optional.empty();
    }

    /** The entries of a list that may be left out. */
    List<Entry> list(String key, int most) {
        return has(key) ? entry(key).elements(most) : List.of();
    }

    /** An object of texts, which may be empty ones. */
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        FileObject all = entry(key).object();
        all.names().forEach(name -> {
            Entry value = all.entry(name);
            value.must(value.node().isTextual(), "cần một chuỗi");
            texts.put(name, value.node().textValue());
        });
        return texts;
    }
}
