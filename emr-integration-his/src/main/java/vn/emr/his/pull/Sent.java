package vn.emr.his.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import vn.emr.his.RtfText;

/**
 * A row of a view, an answer, or one element of a list in it.
 *
 * @param top the whole row or answer
 * @param here the element in hand; the same as {@code top} outside lists
 */
record Sent(JsonNode top, JsonNode here) {
    static Sent whole(JsonNode row) {
        return new Sent(row, row);
    }

    /** The node at a path such as {@code benhNhan/ma}; from the top when it begins with a slash. Missing when there is none. */
    JsonNode at(String path) {
        JsonNode at = path.startsWith("/") ? top : here;
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                at = at.isArray() && name.matches("\\d{1,4}") ? at.path(Integer.parseInt(name)) : at.path(name);
            }
        }
        return at == null ? MissingNode.getInstance() : at;
    }

    /** The text at a path, RTF made plain; null when nothing is said there. */
    String text(String path) {
        JsonNode value = at(path);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        String sent = value.isBigDecimal() && Math.abs(value.decimalValue().scale()) < 100
                ? value.decimalValue().toPlainString()
                : value.asText();
        String text = RtfText.plain(sent).strip();
        return text.isEmpty() ? null : text;
    }

    /** The elements of a list at a path; a single object counts as a list of one. */
    List<Sent> each(String path) {
        JsonNode list = at(path);
        List<Sent> all = new ArrayList<>();
        if (list.isObject()) {
            all.add(new Sent(top, list));
        } else if (list.isArray()) {
            list.forEach(one -> all.add(new Sent(top, one)));
        }
        return all;
    }
}
