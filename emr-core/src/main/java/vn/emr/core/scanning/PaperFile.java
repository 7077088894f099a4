package vn.emr.core.scanning;

import java.util.List;
import java.util.function.Supplier;
import vn.emr.core.AtOnce;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** A file of a scanner or a camera, by what its bytes are, whatever its name says. */
final class PaperFile {
    /** Pages of a paper. */
    static final int MOST_PAGES = 50;

    /** Drawing a page takes up to 150 MB for a moment, and the server ends when it has no memory: so one at a time. */
    private static final AtOnce ALONE = new AtOnce(1, "too many papers are read at once");

    /** What comes from scanners and phones. */
    enum Kind {
        JPEG("image/jpeg"),
        PNG("image/png"),
        PDF("application/pdf");

        final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private PaperFile() {}

    /**
     * What the bytes are.
     *
     * @param claimed the media type that came with them
     * @throws Refusal WRONG_MEDIA_TYPE for anything else, or when they are not what was said
     */
    static Kind kind(byte[] bytes, String claimed) {
        if (bytes == null || bytes.length == 0) {
            throw new Refusal(Code.UNREADABLE, "the file is empty");
        }
        if (bytes.length > ScanFiles.MOST_BYTES) {
            throw new Refusal(Code.TOO_LARGE, "a file of more than 25 MB");
        }
        Kind kind = Jpeg.begins(bytes)
                ? Kind.JPEG
                : Png.begins(bytes) ? Kind.PNG : PdfGuard.begins(bytes) ? Kind.PDF : null;
        if (kind == null) {
            throw new Refusal(Code.WRONG_MEDIA_TYPE, "the file is no JPEG, PNG or PDF, whatever its name says");
        }
        if (!kind.mediaType.equals(claimed)) {
            throw new Refusal(Code.WRONG_MEDIA_TYPE, "the file is not of the kind that its name says");
        }
        return kind;
    }

    /**
     * Its pages, drawn anew.
     *
     * @throws Refusal in words for who scanned it; OVERLOADED when others are drawn
     */
    static List<Drawn> pages(Kind kind, byte[] bytes) {
        return alone(() -> switch (kind) {
            case JPEG -> List.of(Picture.jpeg(bytes));
            case PNG -> List.of(Picture.png(bytes));
            case PDF -> PdfPages.of(bytes, MOST_PAGES);
        });
    }

    /** A page turned to the right by quarters. */
    static Drawn turned(byte[] jpeg, int quarters) {
        return alone(() -> Picture.turned(jpeg, quarters));
    }

    private static <T> T alone(Supplier<T> work) {
        try {
            return ALONE.run(work);
        } catch (StackOverflowError e) {
            throw new Refusal(Code.UNREADABLE, "the PDF is damaged or was not sent whole");
        }
    }
}
