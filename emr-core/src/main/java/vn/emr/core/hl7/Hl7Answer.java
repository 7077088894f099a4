package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Acknowledgement.Remark;
import vn.emr.core.hl7.Acknowledgement.Severity;
import vn.emr.core.intake.Outcome;

/**
 * From what became of a message to the bytes of its answer, in original acknowledgement mode: AA for applied; AA with an
 * informational ERR for kept but waiting (or AE, for a sender that must hold what was not applied); AR for refused; AE for
 * a temporary fault of ours. Pure: the same outcome gives the same bytes.
 *
 * @param at MSH-7 of the answer
 * @param controlId MSH-10 of the answer
 * @param parkedAnswer MSA-1 of a message that waits: AA or AE
 * @param refusal what the reader found, for the place of the fault; may be null
 * @param orders what an order is answered with besides; null for other messages
 */
record Hl7Answer(
        MessageHeader header,
        Charset charset,
        OffsetDateTime at,
        String controlId,
        String parkedAnswer,
        Refusal refusal,
        OrderAnswer orders)
        implements Function<Outcome, byte[]> {

    @Override
    public byte[] apply(Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.REPLAYED && outcome.answer() != null) {
            return outcome.answer();
        }
        var acknowledgement = new Acknowledgement(header, charset, at, controlId);
        if (outcome.code() == null) {
            return acknowledgement.answer("AA", List.of(), orders, true);
        }
        String msa1 = msa1(outcome);
        Severity severity = "AA".equals(msa1) ? Severity.I : Severity.E;
        String detail = outcome.detail() == null ? outcome.code().english() : outcome.detail();
        List<Remark> remarks = locations(outcome.code()).stream()
                .map(location -> new Remark(
                        severity,
                        outcome.code().hl7Error(),
                        location,
                        detail,
                        outcome.code().vietnamese()))
                .toList();
        boolean judged = outcome.kind() == Outcome.Kind.APPLIED || outcome.kind() == Outcome.Kind.REFUSED;
        return acknowledgement.answer(msa1, remarks, orders, judged);
    }

    private String msa1(Outcome outcome) {
        return switch (outcome.kind()) {
            case APPLIED -> "AA";
            case PARKED -> parkedAnswer;
            case REFUSED -> "AR";
            case FAILED -> "AE";
            case REPLAYED -> outcome.code().acknowledgement();
        };
    }

    private List<String> locations(Code code) {
        if (refusal != null && refusal.code() == code && !refusal.fields().isEmpty()) {
            return refusal.fields();
        }
        return List.of(
                switch (code) {
                    case UNKNOWN_PATIENT, AMBIGUOUS_PATIENT -> "PID-3";
                    case UNKNOWN_VISIT -> "PV1-19";
                    case UNMAPPED_FACILITY -> "PV1-3";
                    default -> "";
                });
    }
}
