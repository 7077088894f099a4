package vn.emr.core.hl7;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Unforeseen;
import vn.emr.core.hl7.dialect.Dialects;
import vn.emr.core.intake.AtFault;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;

/**
 * Reads the bytes of an HL7 v2 message: who sent it, whether it may, in which character set and version it is written, and
 * by the translator of its type what it says. Whatever is wrong becomes a delivery with a refusal; nothing is thrown.
 */
@ApplicationScoped
public class Hl7Translator implements Translator {
    /** Name of the format with kept messages. */
    public static final String FORMAT = "hl7v2";

    private static final Logger LOG = Logger.getLogger(Hl7Translator.class);
    private static final ZoneId HOUR_WE_SHOW = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Pattern KNOWN_VERSION = Pattern.compile("2\\.[1-8](\\.\\d)?");
    private static final Pattern SOME_VERSION_TWO = Pattern.compile("2(\\.\\d{1,3}){0,3}");
    /** Index rows have a limit, control ids of real senders do not come near it. */
    private static final int LONGEST_CONTROL_ID = 200;

    private static final int LONGEST_TYPE = 20;

    /** Remarked with what a sender may send and nobody reads: it is kept and found again, and changes nothing. */
    public static final String KEPT_UNREAD = "NOT_INTERPRETED: messages of this type are kept and not read";

    private static final Reading NOT_INTERPRETED = new Reading(List.of(), 0, List.of(KEPT_UNREAD));

    private final MessageTranslators translators;
    private final Dialects dialects;
    private final Clock clock;

    @Inject
    public Hl7Translator(@Any Instance<MessageTranslator> translators, Dialects dialects, Clock clock) {
        this((Iterable<MessageTranslator>) translators, dialects, clock);
    }

    /** For use without a container, with the shipped dialects. */
    public Hl7Translator(Iterable<MessageTranslator> translators, Clock clock) {
        this(translators, Dialects.shipped(), clock);
    }

    /** For use without a container. */
    public Hl7Translator(Iterable<MessageTranslator> translators, Dialects dialects, Clock clock) {
        this.translators = new MessageTranslators(translators);
        this.dialects = dialects;
        this.clock = clock;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
        return delivery(bytes, door, peer, sources, new Attempt(MessageHeader.of(bytes)));
    }

    /** Reads as {@link #read}, and tells beside it what a person who tries a message wants to see. */
    public TriedMessage tried(byte[] bytes, String door, Sources sources) {
        Attempt attempt = new Attempt(MessageHeader.of(bytes));
        attempt.watch = new TriedMessage.Watch();
        return attempt.watch.tried(delivery(bytes, door, "test", sources, attempt));
    }

    /** The same for bytes that are known to be no whole message: kept, and refused with that. */
    Delivery refused(byte[] bytes, String door, String peer, Sources sources, Refusal refusal) {
        Attempt attempt = new Attempt(MessageHeader.of(bytes));
        attempt.source = sources.byApplication(door, text(attempt.header, 3), text(attempt.header, 4))
                .orElse(null);
        attempt.refusal = refusal;
        return delivery(bytes, door, peer, attempt, clock.instant());
    }

    private Delivery delivery(byte[] bytes, String door, String peer, Sources sources, Attempt attempt) {
        Instant now = clock.instant();
        try {
            attempt.reading = read(bytes, door, sources, attempt, now);
        } catch (Refusal refusal) {
            attempt.refusal = refusal;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf("translator: %s", Unforeseen.at(e));
            attempt.refusal = new Refusal(
                    Code.NOT_APPLICABLE, "The message could not be translated; it is kept for the operator.");
        }
        return delivery(bytes, door, peer, attempt, now);
    }

    private static Delivery delivery(byte[] bytes, String door, String peer, Attempt attempt, Instant now) {
        MessageHeader header = attempt.header;
        return new Delivery(
                door,
                peer,
                FORMAT,
                attempt.source,
                attempt.type,
                cut(header.controlId(), LONGEST_CONTROL_ID),
                ContentDigest.of(bytes, header),
                bytes,
                attempt.charsetRule,
                attempt.reading,
                attempt.refusal,
                answer(attempt, now),
                null);
    }

    @Override
    public Optional<String> place(AtFault what, String messageType) {
        return Optional.ofNullable(
                switch (what) {
                    case PATIENT_NUMBER -> "PID-3";
                    case MOVEMENT -> "ZBE-1";
                    case ORDER_NUMBER -> "ORC-2";
                    case OBSERVED_VALUE, DOCUMENT_CONTENT -> "OBX-5";
                    case DOCUMENT_NUMBER -> "TXA-12";
                    case NUMBER_THAT_GOES -> "MRG-1";
                    case VISIT_THAT_GOES -> "MRG-3";
                    case ANSWERED_MESSAGE -> "MSA-2";
                    case STATED_AT -> null;
                });
    }

    @Override
    public Optional<Demographics> described(byte[] bytes, Source source) {
        try {
            Charset fallback = source.fallbackCharset == null ? null : Charsets.named(source.fallbackCharset);
            return DescribedPerson.in(Hl7Text.read(bytes, fallback), source, clock.instant());
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    /** What is known so far; a refusal half way keeps it. */
    private static final class Attempt {
        private final MessageHeader header;
        private String type;
        private Source source;
        private Charset charset;
        private String charsetRule;
        private OrderAnswer orders;
        private TriedMessage.Watch watch;
        private AskedAnswers asked = AskedAnswers.ORIGINAL;
        private Reading reading;
        private Refusal refusal;

        Attempt(MessageHeader header) {
            this.header = header;
            this.charset = Charsets.forAnswer(header);
            this.type = header.type().isEmpty() ? null : type(header, header.trigger());
        }

        static String type(MessageHeader header, String trigger) {
            String code = cut(header.type(), LONGEST_TYPE);
            return trigger.isEmpty() ? code : code + "^" + cut(trigger, LONGEST_TYPE);
        }
    }

    private Reading read(byte[] bytes, String door, Sources sources, Attempt attempt, Instant now) {
        MessageHeader header = attempt.header;
        requireMessage(bytes, header);
        attempt.source = sources.byApplication(door, text(header, 3), text(header, 4))
                .orElseThrow(() -> new Refusal(
                        Code.UNKNOWN_SENDER,
                        "No system is registered at this door with this MSH-3 and MSH-4.",
                        "MSH-3"));
        List<String> remarks = new ArrayList<>();
        Source source = attempt.source;
        attempt.asked = AskedAnswers.of(header, source);
        Charset fallback = source.fallbackCharset == null ? null : Charsets.named(source.fallbackCharset);
        Hl7Message message = dialects.named(source.dialect).read(bytes, fallback, remarks);
        if (attempt.watch != null) {
            attempt.watch.over(message);
        }
        // From here on the header is that of the corrected message; the answer keeps the one that came.
        header = message.header();
        version(header, remarks);
        attempt.charset = message.charset().charset();
        attempt.charsetRule = message.charset().rule().name() + " " + attempt.charset.name();
        String trigger = translators.trigger(message);
        Optional<Segment> answered = message.first("MSA");
        boolean answersUs = answered.isPresent() && translators.anyReads(header.type(), trigger);
        if (header.type().equals("ACK") || answered.isPresent() && !answersUs) {
            if (answered.isPresent() && answered.get().value(1).strip().matches("C[AER]")) {
                attempt.asked = AskedAnswers.NONE;
            }
            throw new Refusal(
                    Code.UNSUPPORTED_MESSAGE, "This is an answer to a message that this server did not send.", "MSH-9");
        }
        attempt.type = Attempt.type(header, trigger);
        attempt.orders = OrderAnswer.of(message, trigger);
        if (!source.allows(attempt.type)) {
            throw new Refusal(Code.NOT_ALLOWED_FOR_SENDER, "This system may not send this type of message.", "MSH-9");
        }
        Reading reading = translators
                .of(header.type(), trigger)
                .map(translator -> translator.translate(message, source, now))
                .orElse(NOT_INTERPRETED);
        remarks.addAll(reading.remarks());
        return new Reading(reading.notices(), reading.observationsIn(), List.copyOf(remarks));
    }

    private static void requireMessage(byte[] bytes, MessageHeader header) {
        if (header.found()) {
            return;
        }
        if (Hl7Batch.isBatch(bytes)) {
            throw new Refusal(
                    Code.TOO_LARGE, "A batch may hold at most " + Hl7Batch.MOST_MESSAGES + " messages.", "BHS");
        }
        throw new Refusal(
                Code.UNREADABLE, "The message does not begin with an MSH segment that names its separators.", "MSH");
    }

    /** Any version 2 is read: what is not understood of a later one is kept with the message. */
    private static void version(MessageHeader header, List<String> remarks) {
        String version = header.version();
        if (version.isEmpty()) {
            remarks.add("MSH-12 names no version; read as 2.5");
        } else if (!SOME_VERSION_TWO.matcher(version).matches()) {
            throw new Refusal(Code.UNSUPPORTED_VERSION, "MSH-12 does not name a version 2 of HL7.", "MSH-12");
        } else if (!KNOWN_VERSION.matcher(version).matches()) {
            remarks.add("version " + version + " is not one this server knows; read as 2.8");
        }
    }

    /** The answers to the messages of a batch, as one batch. */
    byte[] batchAnswer(Hl7Batch batch, List<byte[]> answers) {
        List<byte[]> given = answers.stream()
                .map(answer -> answer == null ? new byte[0] : answer)
                .toList();
        return batch.answer(given, clock.instant().atZone(HOUR_WE_SHOW).toOffsetDateTime(), ourControlId());
    }

    private static String ourControlId() {
        return Long.toHexString(Ids.next().getMostSignificantBits());
    }

    private static Hl7Answer answer(Attempt attempt, Instant now) {
        return new Hl7Answer(
                attempt.header,
                attempt.charset,
                now.atZone(HOUR_WE_SHOW).toOffsetDateTime(),
                ourControlId(),
                attempt.asked,
                attempt.source != null && "AE".equals(attempt.source.parkedAnswer) ? "AE" : "AA",
                attempt.orders);
    }

    /** The header is bytes in disguise; names of applications are compared as text. */
    private static String text(MessageHeader header, int field) {
        return new String(header.component(field, 1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .strip();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
