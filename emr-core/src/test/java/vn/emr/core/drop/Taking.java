package vn.emr.core.drop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7FileFormat;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;

/**
 * Takes messages in as the inbox would and notes their text: what begins with MSH|bad or {bad is refused, with {twice replayed,
 * with {later parked, all else is applied.
 */
final class Taking implements Function<byte[], CompletionStage<Outcome>> {
    /** HL7 as it is, and lines that begin with a brace, as a kind of file whose answers are no messages. */
    static final FileFormats FORMATS = new FileFormats(List.of(new Hl7FileFormat(null), new Lines()));

    final List<String> taken = new ArrayList<>();

    /** Four may wait. */
    static UnderWay underWay(Function<byte[], CompletionStage<Outcome>> intake) {
        return new UnderWay(
                (format, message, remarks, sending) -> message.refusal() == null
                        ? intake.apply(message.bytes())
                        : CompletableFuture.completedFuture(Outcome.refused(Outcome.Kind.REFUSED, message.refusal())),
                4);
    }

    @Override
    public CompletionStage<Outcome> apply(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        taken.add(text);
        Outcome.Kind kind = text.startsWith("MSH|bad") || text.startsWith("{bad")
                ? Outcome.Kind.REFUSED
                : text.startsWith("{twice")
                        ? Outcome.Kind.REPLAYED
                        : text.startsWith("{later") ? Outcome.Kind.PARKED : Outcome.Kind.APPLIED;
        Code code = kind == Outcome.Kind.REFUSED
                ? Code.MALFORMED_FIELD
                : kind == Outcome.Kind.PARKED ? Code.UNKNOWN_PATIENT : null;
        String answer = kind == Outcome.Kind.REFUSED ? "AR " : "AA ";
        return CompletableFuture.completedFuture(outcome(kind, code, answer + text + "\r"));
    }

    static Outcome outcome(Outcome.Kind kind, Code code, String answer) {
        return new Outcome(
                kind, code, null, List.of("/kind"), null, answer.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** The line {@code {cut} cannot be read any further, the line {@code {count} says that the file ends otherwise than it says. */
    private static final class Lines implements FileFormat {
        @Override
        public Translator translator() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean begins(byte[] head) {
            return head[0] == '{';
        }

        @Override
        public Messages open(InputStream file) {
            return new LinesOf(new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)));
        }

        @Override
        public Delivery refused(Message message, String door, String peer, Sources sources) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class LinesOf implements FileFormat.Messages {
        private final BufferedReader lines;
        private final List<String> remarks = new ArrayList<>();
        private boolean over;
        private long given;

        LinesOf(BufferedReader lines) {
            this.lines = lines;
        }

        @Override
        public Optional<FileFormat.Message> next() throws IOException {
            String line = over ? null : lines.readLine();
            if (line == null) {
                return Optional.empty();
            }
            over = line.startsWith("{cut");
            if (line.startsWith("{count")) {
                remarks.add("COUNT says 9");
            }
            return Optional.of(new FileFormat.Message(
                    over ? new byte[0] : line.getBytes(StandardCharsets.UTF_8),
                    over ? new Refusal(Code.UNREADABLE, "it ends here") : null,
                    FileFormat.Place.behind(++given)));
        }

        @Override
        public List<String> remarks() {
            return remarks;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
