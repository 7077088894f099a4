package vn.emr.core.printing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import vn.emr.core.form.Form;

/**
 * A whole record as one file: cover, contents with page numbers, and the parts in the order they come. Each part is drawn by itself
 * into the same file; the contents are drawn last, when the pages are counted, and laid to the front.
 */
final class RecordPdf {
    private RecordPdf() {}

    /** How a record is printed: {@code face} are the words of its cover. */
    record Record(Map<String, Object> face, List<Part> parts, Heading heading, Conversion conversion) {}

    /** @param done told after each part how many there are so far */
    static byte[] of(SheetPrint print, Record record, IntConsumer done) {
        try (Pdf pdf = new Pdf()) {
            List<Integer> starts = new ArrayList<>();
            int pages = 0;
            for (Part part : record.parts()) {
                starts.add(part.pages().isEmpty() ? null : pages + 1);
                for (Supplier<String> page : part.pages()) {
                    pages += pdf.add(page.get());
                }
                done.accept(starts.size());
            }
            int front = pdf.add(print.front(record, contents(record.parts(), starts, 0)));
            pdf.dropLast(front);
            pdf.add(print.front(record, contents(record.parts(), starts, front)));
            pdf.lastToFront(front);
            pdf.number();
            return pdf.bytes(record.conversion());
        }
    }

    /** The rows of the contents; a row with a tab stands above the parts of it. */
    private static List<Map<String, Object>> contents(List<Part> parts, List<Integer> starts, int front) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Form.Group tab = null;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean first = part.tab() != tab;
            tab = part.tab();
            rows.add(SheetView.map(
                    "tab",
                    first ? Part.words(tab) : null,
                    "number",
                    i + 1,
                    "form",
                    part.form(),
                    "title",
                    part.title(),
                    "when",
                    part.when(),
                    "page",
                    starts.get(i) == null ? null : starts.get(i) + front));
        }
        return rows;
    }
}
