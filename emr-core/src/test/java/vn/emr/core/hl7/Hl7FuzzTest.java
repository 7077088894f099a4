package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** In the ordinary build these run the kept inputs only; with JAZZER_FUZZ=1 they search for new ones. */
class Hl7FuzzTest {
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-20T13:44:11+07:00");
    private static final int LIMIT = 64 << 10;

    /** Any bytes give a message or a refusal, and always an answer that can be read. */
    @FuzzTest
    void any_bytes_are_read_or_refused_and_answered(byte[] bytes) {
        MessageHeader header = MessageHeader.of(bytes);
        Charset charset = Charsets.forAnswer(header);
        try {
            Hl7Message message = Hl7Text.read(bytes, StandardCharsets.ISO_8859_1);
            charset = message.charset().charset();
            for (Segment segment : message.segments()) {
                readAll(segment);
            }
        } catch (Refusal refused) {
            byte[] answer = new Acknowledgement(header, charset, AT, "1").refused(refused);
            assertTrue(readAnswer(answer).first("ERR").isPresent());
        }
        byte[] answer = new Acknowledgement(header, charset, AT, "1").accepted();
        Hl7Message read = readAnswer(answer);
        assertEquals("AA", read.first("MSA").orElseThrow().value(1));
        assertEquals(2, read.segments().size());
        for (byte[] part : Hl7Text.split(bytes)) {
            assertTrue(part.length <= bytes.length);
        }
    }

    /** What is echoed may be in a character set we cannot read: look at the bytes as they are. */
    private static Hl7Message readAnswer(byte[] answer) {
        return Hl7Text.read(new String(answer, StandardCharsets.ISO_8859_1));
    }

    private static void readAll(Segment segment) {
        for (int n = 1; n <= Math.min(segment.size() + 1, 50); n++) {
            segment.field(n);
            segment.value(n);
            segment.isErased(n);
            for (Repetition repetition : segment.repetitions(n)) {
                repetition.text();
                repetition.sub(1, 2);
                repetition.component(2);
                try {
                    repetition.embedded().ifPresent(EmbeddedData::bytes);
                } catch (Refusal refused) {
                    assertEquals(Code.MALFORMED_FIELD, refused.code());
                }
            }
        }
    }

    /** However a stream is cut, the same frames come out and the budget ends empty. */
    @FuzzTest
    void however_a_stream_is_cut_the_same_frames_come_out(FuzzedDataProvider data) {
        int cut = data.consumeInt(1, 64);
        byte[] stream = data.consumeRemainingAsBytes();
        List<String> whole = frames(stream, stream.length + 1);
        assertEquals(whole, frames(stream, cut));
        assertEquals(whole, frames(stream, 1));
    }

    private static List<String> frames(byte[] stream, int pieceLength) {
        var budget = new FrameBudget(1 << 20);
        var scanner = new FrameScanner(LIMIT, budget);
        var found = new ArrayList<String>();
        for (int at = 0; at < stream.length; at += pieceLength) {
            var piece =
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + pieceLength)));
            while (true) {
                FrameScanner.Step step = scanner.scan(piece);
                if (step == FrameScanner.Step.FRAME) {
                    byte[] frame = scanner.take();
                    FrameBudget.Share share = scanner.share();
                    assertEquals(frame.length, budget.heldBytes());
                    share.give();
                    found.add(new String(frame, StandardCharsets.ISO_8859_1));
                } else if (step == FrameScanner.Step.MORE) {
                    break;
                } else {
                    found.add(step.name());
                    scanner.release();
                    assertEquals(0, budget.heldBytes());
                    return found;
                }
            }
        }
        scanner.release();
        assertEquals(0, budget.heldBytes());
        return found;
    }
}
