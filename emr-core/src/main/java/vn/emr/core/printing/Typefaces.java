package vn.emr.core.printing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * The fonts of one print, read once and used again by the next: a parsed font serves one print at a time, so there are as many sets as
 * prints at once, and who finds none waits.
 */
final class Typefaces {
    static final String FAMILY = "Liberation Serif";

    /** Faces of the family. */
    enum Face {
        REGULAR("Regular"),
        BOLD("Bold"),
        ITALIC("Italic"),
        BOLD_ITALIC("BoldItalic");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    /** Each holds some 3 MiB, and a print may need a hundred while it lasts. */
    static final int PRINTS_AT_ONCE = 4;

    private static final long LONGEST_WAIT_SECONDS = 30;
    private static final String FILES = "/com/mpobjects/jasperreports/fonts/liberation/LiberationSerif-";
    private static final BlockingQueue<Typefaces> FREE = new ArrayBlockingQueue<>(PRINTS_AT_ONCE);

    static {
        for (int i = 0; i < PRINTS_AT_ONCE; i++) {
            FREE.add(new Typefaces());
        }
    }

    private final Map<Face, TrueTypeFont> read = new EnumMap<>(Face.class);

    private Typefaces() {}

    /**
     * A set for one print, to be given back.
     *
     * @throws Refusal OVERLOADED when all are in use for long
     */
    static Typefaces take() {
        try {
            Typefaces free = FREE.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (free != null) {
                return free;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(Code.OVERLOADED, "too many prints at once");
    }

    void giveBack() {
        FREE.add(this);
    }

    /** A face for one document, of which the letters that are used are embedded. */
    PDFont of(PDDocument document, Face face) {
        try {
            return PDType0Font.load(document, read.computeIfAbsent(face, Typefaces::parsed), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrueTypeFont parsed(Face face) {
        try (InputStream file = Typefaces.class.getResourceAsStream(FILES + face.file + ".ttf")) {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
            // Vietnamese needs no letters put together; looking for them takes a quarter of the time of a print.
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
