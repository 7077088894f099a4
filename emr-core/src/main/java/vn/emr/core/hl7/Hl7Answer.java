package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import vn.emr.core.hl7.Acknowledgement.Remark;
import vn.emr.core.hl7.Acknowledgement.Severity;
import vn.emr.core.intake.Outcome;

/**
 * From what became of a message to the bytes of its answer. The application answers AA for applied; AA with an
 * informational ERR for kept but waiting (or AE, for a sender that must hold what was not applied); AR for refused; AE for
 * a temporary fault of ours. In enhanced mode an accept answer (CA, CR, CE) may come before it, or instead; both are given
 * after the commit, as two messages one after the other, and a message that asked for none gets an empty answer. Pure: the
 * same outcome gives the same bytes.
 *
 * @param at MSH-7 of the answer
 * @param controlId MSH-10 of the answer
 * @param asked which answers the message asks for
 * @param parkedAnswer MSA-1 of a message that waits: AA or AE
 * @param orders what an order is answered with besides; null for other messages
 */
record Hl7Answer(
        MessageHeader header,
        Charset charset,
        OffsetDateTime at,
        String controlId,
        AskedAnswers asked,
        String parkedAnswer,
        OrderAnswer orders)
        implements Function<Outcome, byte[]> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] apply(Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.REPLAYED && outcome.answer() != null) {
            return outcome.answer();
        }
        List<Remark> remarks = remarks(outcome);
        String msa1 = msa1(outcome);
        byte[] application =
                asked.wantsApplication(outcome.kind(), msa1) ? application(outcome, msa1, remarks) : NOTHING;
        if (!asked.wantsAccept(outcome.kind())) {
            // Nothing was kept and nobody may be told: only a broken connection still says that it must come again.
            return application.length == 0 && outcome.kind() == Outcome.Kind.FAILED ? null : application;
        }
        String code = AskedAnswers.acceptCode(outcome.kind());
        byte[] accept = new Acknowledgement(header, charset, at, controlId + "-C")
                .answer(code, code.equals("CA") ? List.of() : remarks);
        return joined(accept, application);
    }

    private byte[] application(Outcome outcome, String msa1, List<Remark> remarks) {
        boolean judged = outcome.code() == null || outcome.kind() == Outcome.Kind.REFUSED;
        return new Acknowledgement(header, charset, at, controlId).answer(msa1, remarks, orders, judged);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private List<Remark> remarks(Outcome outcome) {
        if (outcome.code() == null) {
            return List.of();
        }
        Severity severity = "AA".equals(msa1(outcome)) ? Severity.I : Severity.E;
        String detail = outcome.detail() == null ? outcome.code().english() : outcome.detail();
        return (outcome.fields().isEmpty() ? List.of("") : outcome.fields())
                .stream()
                        .map(location -> new Remark(
                                severity,
                                outcome.code().hl7Error(),
                                location,
                                detail,
                                outcome.code().vietnamese()))
                        .toList();
    }

    private String msa1(Outcome outcome) {
        return switch (outcome.kind()) {
            case APPLIED -> "AA";
            case PARKED -> parkedAnswer;
            case REFUSED -> "AR";
            case FAILED -> "AE";
            case REPLAYED -> outcome.code() == null ? "AA" : outcome.code().acknowledgement();
        };
    }
}
