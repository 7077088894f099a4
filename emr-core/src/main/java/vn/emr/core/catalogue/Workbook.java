package vn.emr.core.catalogue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamConstants;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.Csv;
import vn.emr.core.xml.SafeXml;
import vn.emr.core.xml.XmlLimits;

/**
 * The first sheet of a workbook (Office Open XML, ECMA-376 part 1), as lines of texts. Nothing else of it is read: no formula, no
 * link, no macro. A workbook that unpacks to more than its limits is refused while it is unpacked.
 */
final class Workbook {
    private static final long MOST_UNPACKED = 256L << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_COLUMNS = 60;
    private static final int LONGEST_CELL = 32_767;
    private static final int MOST_TEXTS = 1_000_000;
    private static final long MOST_CHARACTERS = 64L << 20;
    private static final int MOST_ELEMENTS = 20_000_000;
    private static final XmlLimits LIMITS = new XmlLimits(32, 64, 200, LONGEST_CELL, MOST_ELEMENTS, MOST_UNPACKED);
    private static final int LETTERS = 26;

    private final byte[] file;
    private final List<String> texts = new ArrayList<>();
    private final List<Csv.Line> lines = new ArrayList<>();
    private long characters;

    private Workbook(byte[] file) {
        this.file = file;
    }

    /** Whether bytes begin as a packed file does. */
    static boolean is(byte[] file) {
        return file != null && file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /**
     * The lines of the first sheet, blank ones left out.
     *
     * @throws Refusal UNREADABLE for what is no workbook, TOO_LARGE over a limit
     */
    static List<Csv.Line> read(byte[] file) {
        Workbook book = new Workbook(file);
        book.part("xl/sharedStrings.xml", book::texts);
        if (!book.part("xl/worksheets/sheet1.xml", book::sheet)) {
            throw new Refusal(Code.UNREADABLE, "no workbook with a first sheet; save it as .xlsx or as CSV UTF-8");
        }
        return List.copyOf(book.lines);
    }

    private interface Part {
        void read(SafeXml xml);
    }

    private boolean part(String name, Part part) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            int parts = 0;
            long unpacked = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++parts > MOST_PARTS) {
                    throw tooLarge();
                }
                if (entry.getName().equals(name)) {
                    part.read(SafeXml.reading(new Kept(zip), LIMITS));
                    return true;
                }
                unpacked += skipped(zip, unpacked);
            }
            return false;
        } catch (ZipException e) {
            throw new Refusal(Code.UNREADABLE, "the workbook is damaged");
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "the workbook is damaged");
        }
    }

    /** Parts before the wanted one are unpacked to be passed, and counted. */
    private static long skipped(InputStream part, long before) throws IOException {
        byte[] some = new byte[1 << 16];
        long skipped = 0;
        for (int n = part.read(some); n >= 0; n = part.read(some)) {
            skipped += n;
            if (before + skipped > MOST_UNPACKED) {
                throw tooLarge();
            }
        }
        return skipped;
    }

    private void texts(SafeXml xml) {
        StringBuilder text = new StringBuilder();
        boolean spoken = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                // How a word is read aloud stands beside it and is no part of it.
                spoken |= xml.getLocalName().equals("rPh");
                if (xml.getLocalName().equals("t") && !spoken) {
                    content(xml, text);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                spoken &= !xml.getLocalName().equals("rPh");
                if (xml.getLocalName().equals("si")) {
                    keep(text);
                }
            }
        }
    }

    private void keep(StringBuilder text) {
        characters += text.length();
        if (texts.size() == MOST_TEXTS || characters > MOST_CHARACTERS) {
            throw tooLarge();
        }
        texts.add(text.toString());
        text.setLength(0);
    }

    private void sheet(SafeXml xml) {
        List<String> cells = null;
        int number = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
                number = number(xml.getAttributeValue(null, "r"), number + 1);
                cells = new ArrayList<>();
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("c")
                    && cells != null) {
                cell(xml, cells);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("row")
                    && cells != null) {
                line(number, cells);
            }
        }
    }

    private void line(int number, List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        // The head, what stands above it, and a line for each entry.
        if (lines.size() > Csv.MOST_LINES + EntryFile.FIRST_LINES) {
            throw new Refusal(Code.TOO_LARGE, "at most 100,000 lines");
        }
        lines.add(new Csv.Line(number, List.copyOf(cells)));
    }

    private void cell(SafeXml xml, List<String> cells) {
        int column = column(xml.getAttributeValue(null, "r"), cells.size());
        String type = xml.getAttributeValue(null, "t");
        StringBuilder value = new StringBuilder();
        StringBuilder inline = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("v")) {
                content(xml, value);
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("t")) {
                content(xml, inline);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("c")) {
                break;
            }
        }
        if (column >= MOST_COLUMNS || column < cells.size()) {
            return;
        }
        while (cells.size() < column) {
            cells.add("");
        }
        String text = inline.isEmpty() ? said(type, value.toString()) : inline.toString();
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw tooLarge();
        }
        cells.add(text);
    }

    private String said(String type, String value) {
        if (!"s".equals(type)) {
            return value;
        }
        int at = number(value, -1);
        if (at < 0 || at >= texts.size()) {
            throw new Refusal(Code.UNREADABLE, "the workbook is damaged");
        }
        return texts.get(at);
    }

    /** The words of an element that holds only words. */
    private static void content(SafeXml xml, StringBuilder into) {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    into.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                default -> {}
            }
            if (into.length() > LONGEST_CELL) {
                throw new Refusal(Code.TOO_LARGE, "a cell of the workbook is too long");
            }
        }
    }

    /** The column of a place such as {@code AB12}, from 0. */
    private static int column(String place, int next) {
        if (place == null) {
            return next;
        }
        int column = 0;
        for (int i = 0; i < place.length() && i < 3 && Character.isLetter(place.charAt(i)); i++) {
            column = column * LETTERS + Character.toUpperCase(place.charAt(i)) - 'A' + 1;
        }
        return column == 0 ? next : column - 1;
    }

    private static int number(String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(Code.TOO_LARGE, "the workbook unpacks to more than 256 MB or a million texts");
    }

    /** The reader of a part closes what it reads, and the packed file goes on. */
    private static final class Kept extends FilterInputStream {
        private Kept(InputStream part) {
            super(part);
        }

        @Override
        public void close() {
            // The packed file is closed as a whole.
        }
    }
}
