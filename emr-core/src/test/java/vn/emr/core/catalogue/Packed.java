package vn.emr.core.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks as spreadsheets write them. */
final class Packed {
    private static final int LETTERS = 26;

    private Packed() {}

    /** One sheet with these rows; every text is among the shared ones, a blank cell is left out. */
    static byte[] workbook(List<List<String>> rows) {
        List<String> shared = new ArrayList<>();
        StringBuilder sheet = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (int r = 0; r < rows.size(); r++) {
            sheet.append("<row r=\"%d\">".formatted(r + 1));
            List<String> row = rows.get(r);
            for (int c = 0; c < row.size(); c++) {
                if (!row.get(c).isEmpty()) {
                    sheet.append("<c r=\"%s%d\" t=\"s\"><v>%d</v></c>".formatted(column(c), r + 1, shared.size()));
                    shared.add(row.get(c));
                }
            }
            sheet.append("</row>");
        }
        StringBuilder texts = new StringBuilder("<sst>");
        shared.forEach(text ->
                texts.append("<si><t>").append(text.replace("&", "&amp;")).append("</t></si>"));
        return zip(Map.of(
                "xl/sharedStrings.xml",
                texts.append("</sst>").toString(),
                "xl/worksheets/sheet1.xml",
                sheet.append("</sheetData></worksheet>").toString()));
    }

    /** A packed file of these parts. */
    static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String column(int c) {
        return c < LETTERS ? String.valueOf((char) ('A' + c)) : "A" + (char) ('A' + c - LETTERS);
    }
}
