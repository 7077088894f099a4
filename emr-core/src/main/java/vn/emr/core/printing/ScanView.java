package vn.emr.core.printing;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.Charts;
import vn.emr.core.form.Form;
import vn.emr.core.record.Scan;
import vn.emr.core.record.Sheet;

/**
 * The pages of a scanned paper on paper again: each as large as the page lets it, under what it is, when it was scanned and by whom, and
 * above the mark of the conversion (NĐ 137/2024/NĐ-CP, art. 4–5). The kept pictures stay as they are.
 */
final class ScanView {
    /** So many pictures at once are in memory. */
    private static final int AT_ONCE = 4;

    private static final float WIDTH = 182;
    private static final float HEIGHT = 242;

    private final SheetPrint print;
    private final Charts charts;

    ScanView(SheetPrint print, Charts charts) {
        this.print = print;
        this.charts = charts;
    }

    /**
     * XHTML of some pages after the other, each read when it is drawn.
     *
     * @param count of its pages
     */
    List<Supplier<String>> pages(
            Grant grant, Form form, int count, Supplier<Sheet> sheet, Heading heading, Conversion conversion) {
        List<Supplier<String>> parts = new ArrayList<>();
        for (int from = 0; from < count; from += AT_ONCE) {
            int first = from;
            parts.add(() -> print.scanned(form, view(grant, sheet.get(), first), heading, conversion));
        }
        return parts;
    }

    /** What the template says of a paper, and of some of its pages. */
    record View(String title, Map<String, Object> scan, List<Map<String, Object>> pages) {}

    private View view(Grant grant, Sheet sheet, int first) {
        Scan scan = sheet.scan();
        List<Map<String, Object>> pages = new ArrayList<>();
        for (int i = first; i < Math.min(first + AT_ONCE, scan.pages().size()); i++) {
            Scan.Page page = scan.pages().get(i);
            float scale = Math.min(WIDTH / page.width(), HEIGHT / page.height());
            pages.add(SheetView.map(
                    "number",
                    i + 1,
                    "width",
                    millimetres(page.width() * scale),
                    "height",
                    millimetres(page.height() * scale),
                    "address",
                    Pdf.JPEG + Base64.getEncoder().encodeToString(charts.picture(grant, sheet, page))));
        }
        return new View(
                sheet.title(),
                SheetView.map(
                        "pages",
                        scan.pages().size(),
                        "dated",
                        Words.day(scan.dated()),
                        "written",
                        written(sheet),
                        "note",
                        scan.note()),
                pages);
    }

    /** Who scanned it and when, in the hour of Việt Nam. */
    private static String written(Sheet sheet) {
        String by = sheet.author() + ", " + Words.moment(sheet.scan().at());
        return sheet.addendum() == null
                ? by
                : by + " (phụ lục bổ sung: " + sheet.addendum().reason() + ")";
    }

    private static String millimetres(float length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
