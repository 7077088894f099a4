package vn.emr.core.printing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.emr.core.form.Form;
import vn.emr.core.record.Value;

/**
 * A form with its answers as blocks from top to bottom, in words: what a template prints. Only maps, lists, texts and numbers, so a
 * template sees nothing it could call. Every item is there, answered or not, as the law asks (TT 32/2023/TT-BYT, art. 52).
 */
final class SheetView {
    private static final int WIDEST = 3;

    private final Form form;
    private final Map<String, List<Value>> answers;
    private final SignatureMarks.OfSheet signed;
    private final List<Map<String, Object>> blocks = new ArrayList<>();

    private SheetView(Form form, Map<String, List<Value>> answers, SignatureMarks.OfSheet signed) {
        this.form = form;
        this.answers = answers;
        this.signed = signed;
    }

    /** @param signed null: every place is left to a pen */
    static List<Map<String, Object>> blocks(
            Form form, Map<String, List<Value>> answers, SignatureMarks.OfSheet signed) {
        SheetView view = new SheetView(form, answers, signed);
        for (Form.Item item : form.item()) {
            view.add(item, 1);
            view.places(item.linkId());
        }
        view.places(null);
        return view.blocks;
    }

    /** A map that may hold null. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Number and words of an item, as printed. */
    static String label(Form.Item item) {
        String text = item.text() == null ? "" : item.text();
        return item.prefix() == null ? text : (item.prefix() + " " + text).strip();
    }

    private void add(Form.Item item, int level) {
        switch (item.type()) {
            case GROUP -> {
                if (item.rows()) {
                    rows(item);
                } else {
                    group(item, level);
                }
            }
            case DISPLAY -> blocks.add(map("kind", "note", "text", label(item)));
            default -> fields(List.of(item), 1);
        }
    }

    private void group(Form.Item group, int level) {
        if (!label(group).isEmpty()) {
            blocks.add(map("kind", "heading", "level", level, "text", label(group)));
        }
        int columns = columns(group);
        List<Form.Item> waiting = new ArrayList<>();
        for (Form.Item item : group.item()) {
            if (columns > 1 && item.type() != Form.Type.GROUP && item.type() != Form.Type.DISPLAY) {
                waiting.add(item);
            } else {
                fields(waiting, columns);
                waiting.clear();
                add(item, level + 1);
            }
        }
        fields(waiting, columns);
    }

    private static int columns(Form.Item group) {
        return group.layout() == Form.Layout.COLUMNS_2 ? 2 : group.layout() == Form.Layout.COLUMNS_3 ? WIDEST : 1;
    }

    private void fields(List<Form.Item> items, int columns) {
        for (int from = 0; from < items.size(); from += columns) {
            List<Map<String, Object>> cells = new ArrayList<>();
            items.subList(from, Math.min(items.size(), from + columns))
                    .forEach(item -> cells.add(field(item, answers.getOrDefault(item.linkId(), List.of()))));
            blocks.add(map(
                    "kind",
                    "fields",
                    "cells",
                    cells,
                    "rest",
                    Collections.nCopies(columns - cells.size(), ""),
                    "width",
                    100 / columns));
        }
    }

    private static Map<String, Object> field(Form.Item item, List<Value> values) {
        List<Map<String, Object>> said = new ArrayList<>();
        values.forEach(v -> said.add(map("lines", Words.lines(Words.of(v, item)), "code", Words.code(v))));
        String kind =
                switch (item.type()) {
                    case BOOLEAN -> "tick";
                    case TEXT -> "text";
                    case CHOICE -> item.answerOption().isEmpty() ? "line" : "boxes";
                    default -> "line";
                };
        return map(
                "label",
                label(item),
                "kind",
                kind,
                "said",
                said,
                "ticked",
                values.stream().anyMatch(v -> Boolean.TRUE.equals(v.yes())),
                "options",
                item.answerOption().stream()
                        .map(o -> o.code() + ". " + o.display())
                        .toList());
    }

    private void rows(Form.Item group) {
        List<Value> rows = answers.getOrDefault(group.linkId(), List.of());
        switch (group.layout() == null ? Form.Layout.TABLE : group.layout()) {
            case ENTRIES -> entries(group, rows);
            case VITAL_GRID ->
                blocks.add(map(
                        "kind",
                        "chart",
                        "label",
                        label(group),
                        "charts",
                        new VitalChart(group, form.landscape()).of(rows)));
            case BODY, EYE, TOOTH -> {
                blocks.add(map("kind", "marks", "label", label(group), "drawn", MarkPicture.of(group, rows)));
                table(group, "", rows);
            }
            default -> table(group, label(group), rows);
        }
    }

    private void table(Form.Item group, String label, List<Value> rows) {
        List<Form.Item> columns = group.item();
        List<List<List<String>>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(
                columns.stream().map(column -> cell(column, row.answers())).toList()));
        while (cells.isEmpty()) {
            cells.add(columns.stream().map(column -> List.of("")).toList());
        }
        blocks.add(map(
                "kind",
                "table",
                "label",
                label,
                "columns",
                columns.stream().map(SheetView::title).toList(),
                "rows",
                cells));
    }

    /** The head of a column. */
    private static String title(Form.Item item) {
        return item.unit() == null ? label(item) : label(item) + " (" + item.unit() + ")";
    }

    /** The lines of one cell; a group that does not repeat is a column of several items. */
    private static List<String> cell(Form.Item column, Map<String, List<Value>> row) {
        if (column.type() == Form.Type.GROUP) {
            return column.item().stream()
                    .flatMap(item -> said(item, row).stream().map(line -> label(item) + ": " + line))
                    .toList();
        }
        return row.getOrDefault(column.linkId(), List.of()).stream()
                .flatMap(value -> Words.lines(inTable(value, column)).stream())
                .toList();
    }

    /** The lines of one item outside a table: with its unit, and a yes or no in words. */
    private static List<String> said(Form.Item item, Map<String, List<Value>> row) {
        return row.getOrDefault(item.linkId(), List.of()).stream()
                .map(value -> value.yes() == null ? Words.of(value, item) : value.yes() ? "Có" : "Không")
                .flatMap(text -> Words.lines(text).stream())
                .toList();
    }

    private static String inTable(Value value, Form.Item item) {
        if (value.yes() != null) {
            return value.yes() ? "X" : "";
        } else if (value.number() != null) {
            return value.number().toPlainString().replace('.', ',');
        }
        String words = Words.of(value, item);
        return Words.code(value) == null
                        || item.catalogue() == null
                        || !item.catalogue().equals("icd10")
                ? words
                : words + " [" + Words.code(value) + "]";
    }

    private void entries(Form.Item group, List<Value> rows) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Value row : rows) {
            List<Map<String, Object>> cells = new ArrayList<>();
            group.item().forEach(column -> cells.add(map("lines", entry(column, row.answers()))));
            Value.Entry by = row.entry();
            Value.Struck struck = by == null ? null : by.struck();
            entries.add(map(
                    "cells",
                    cells,
                    "author",
                    by == null ? null : by.author(),
                    "at",
                    by == null ? null : Words.moment(by.at()),
                    "signed",
                    by == null || signed == null ? List.of() : signed.entry(by.id(), struck != null),
                    "struck",
                    struck == null
                            ? null
                            : "Gạch bỏ: " + struck.by() + ", " + Words.moment(struck.at()) + ". Lý do: "
                                    + struck.because()));
        }
        blocks.add(map(
                "kind",
                "entries",
                "label",
                label(group),
                "columns",
                group.item().stream().map(SheetView::label).toList(),
                "entries",
                entries));
    }

    /** The lines of one column of an entry, each with the letter or words before it, where the column has several items. */
    private static List<Map<String, Object>> entry(Form.Item column, Map<String, List<Value>> row) {
        List<Map<String, Object>> lines = new ArrayList<>();
        List<Form.Item> items = column.type() == Form.Type.GROUP ? column.item() : List.of(column);
        for (Form.Item item : items) {
            List<String> texts = said(item, row);
            for (int i = 0; i < texts.size(); i++) {
                lines.add(map("label", items.size() > 1 && i == 0 ? label(item) : null, "text", texts.get(i)));
            }
        }
        return lines;
    }

    /** The places of the signatures that follow a group, or stand at the end. */
    private void places(String after) {
        List<Map<String, Object>> places = new ArrayList<>();
        for (int i = 0; i < form.signers().size(); i++) {
            Form.Signer signer = form.signers().get(i);
            if (Objects.equals(signer.after(), after)) {
                places.add(map("text", signer.text(), "lines", signed == null ? null : signed.place(i)));
            }
        }
        if (after == null && signed != null && signed.seal() != null) {
            places.add(signed.seal());
        }
        if (!places.isEmpty()) {
            blocks.add(map("kind", "signatures", "places", places, "width", 100 / places.size()));
        }
    }
}
