package vn.emr.core.access;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A text as a QR code that the page draws itself, so that nobody else reads what is in it. */
public final class QrSquares {
    private QrSquares() {}

    /** Its rows, dark as 1, light as 0, without the quiet margin of 4. */
    public static List<String> of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        return IntStream.range(0, code.size)
                .mapToObj(y -> IntStream.range(0, code.size)
                        .mapToObj(x -> code.getModule(x, y) ? "1" : "0")
                        .collect(Collectors.joining()))
                .toList();
    }
}
